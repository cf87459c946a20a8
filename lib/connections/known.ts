import { scopedOf } from '@/lib/access/may';
import type { Caller } from '@/lib/kernel/caller';
import type { FindingKind } from '@/lib/kernel/finding';
import { absencesOf } from './absences';
import type { ConnectionRow, Known } from './present';
import { refusalsOf } from './refusals';
import { toldFinding } from './told-finding';

/** What is known of the fields of connections, for `presentConnection`: from stored rows, nothing is asked of a provider. */
export async function knownOf(rows: readonly ConnectionRow[], caller: Caller): Promise<Known> {
  const told = new Map<string, FindingKind>();
  for (const row of rows) {
    for (const { id, secretManagerId, finding } of row.fields) {
      if (finding?.kind !== 'moved') continue;
      const known = await toldFinding(caller, { ...finding, secretManagerId, connection: scopedOf(row) });
      if (known) told.set(id, known.kind);
    }
  }
  const [absences, refusals] = await Promise.all([
    absencesOf(rows.map(({ id }) => id)),
    refusalsOf(rows, caller),
  ]);
  return { absences, refusals, told };
}
