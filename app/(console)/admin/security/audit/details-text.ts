import { titleOfCode } from '@/components/query/api-get';
import type { AuditEventView } from '@/lib/audit/schema';
import { words } from './words';

/** The extra facts of an event in one line: `changed: name, cache policy · scope: all projects`. */
export function detailsText(details: AuditEventView['details']): string {
  return Object.entries(details)
    .filter(([name, value]) => !isNothing(name, value))
    .sort(([one], [other]) => Number(other === 'changed') - Number(one === 'changed'))
    .map(([name, value]) => `${words.details[name] ?? name}: ${valueText(name, value)}`)
    .join(' · ');
}

/** Empty lists, and counts of nothing; that nothing is broken is news. */
function isNothing(name: string, value: unknown): boolean {
  return (Array.isArray(value) && value.length === 0) || (value === 0 && name !== 'broken');
}

function valueText(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map(wordOf).join(', ');
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (value === null) return words.none;
  if (name === 'answer' && value !== 'ok') return titleOfCode(String(value));
  if (name === 'outcome') return String(value).replaceAll('_', ' ');
  return wordOf(value);
}

function wordOf(value: unknown): string {
  return words.values[String(value)] ?? String(value);
}
