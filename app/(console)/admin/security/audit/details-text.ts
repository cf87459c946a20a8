import { titleOfCode } from '@/components/query/api-get';
import type { AuditEventView } from '@/lib/audit/schema';
import { words } from './words';

/** The extra facts of an event in one line: `changed: name, cache policy · scope: all projects`. */
export function detailsText(details: AuditEventView['details']): string {
  return Object.entries(details)
    .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
    .sort(([one], [other]) => Number(other === 'changed') - Number(one === 'changed'))
    .map(([name, value]) => `${words.details[name] ?? name}: ${valueText(name, value)}`)
    .join(' · ');
}

function valueText(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map(wordOf).join(', ');
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (value === null) return words.none;
  if (name === 'answer' && value !== 'ok') return titleOfCode(String(value)).toLowerCase();
  if (name === 'outcome') return String(value).replaceAll('_', ' ');
  return wordOf(value);
}

function wordOf(value: unknown): string {
  return words.values[String(value)] ?? String(value);
}
