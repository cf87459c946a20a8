import { titleOfCode } from '@/components/query/api-get';
import { saidAppOf } from '@/components/words/apps';
import { roleWords } from '@/components/words/roles';
import type { AuditEventView } from '@/lib/audit/schema';
import { isAppId } from '@/lib/kernel/apps';
import { type DetailName, detailNames } from '@/lib/kernel/audit-verbs';
import { isErrorCode } from '@/lib/kernel/error-codes';
import { isRole } from '@/lib/kernel/role';
import { words } from './words';

/** The extra facts of an event in one line: `changed: name, cache policy · scope: all projects`. */
export function detailsText(details: AuditEventView['details']): string {
  return detailNames
    .filter((name) => name in details && !isNothing(name, details[name]))
    .sort((one, other) => Number(other === 'changed') - Number(one === 'changed'))
    .map((name) => `${words.details[name]}: ${valueText(name, details[name])}`)
    .join(' · ');
}

/** Empty lists, and counts of nothing; that nothing is broken is news. An id says nothing to people. */
function isNothing(name: DetailName, value: unknown): boolean {
  if (name === 'projectId') return true;
  return (Array.isArray(value) && value.length === 0) || (value === 0 && name !== 'broken');
}

function valueText(name: DetailName, value: unknown): string {
  if (Array.isArray(value)) return value.map(wordOf).join(', ');
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (value === null) return name === 'expiresAt' ? words.never : words.none;
  const text = String(value);
  switch (name) {
    case 'app':
      return isAppId(text) ? saidAppOf(text).name : text;
    case 'since':
    case 'at':
    case 'expiresAt':
    case 'oldEndsAt':
      // The same on the server, which does not know the reader's zone.
      return `${text.slice(0, 16).replace('T', ' ')} UTC`;
    case 'outcome':
      return text.replaceAll('_', ' ');
    default:
      return isErrorCode(text) ? titleOfCode(text) : wordOf(value);
  }
}

function wordOf(value: unknown): string {
  const text = String(value);
  return words.values[text] ?? (isRole(text) ? roleWords[text].label : text);
}
