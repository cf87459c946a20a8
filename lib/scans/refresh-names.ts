import { recordEvents } from '@/lib/audit/record';
import { keepingVersions } from '@/lib/connections/keep-versions';
import { connectionSubject } from '@/lib/connections/subject';
import type { Caller } from '@/lib/kernel/caller';
import { shownFieldName } from '@/lib/kernel/field-name';
import { groupBy } from '@/lib/kernel/group-by';
import { type Transaction, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { shownReference } from '@/lib/providers/references';
import type { Titles } from '@/lib/secrets/schema';
import type { BoundField } from './bound';
/** A field that is found, under other names or for the first time. */
export interface NameChange {
  field: BoundField;
  /** What it is by ids, and how that is called now. */
  look: { reference: string; titles: Titles };
}

// Of connections: a vault that is renamed concerns thousands, and everybody waits for a transaction.
const groupsAtOnce = 100;

/**
 * Writes what fields are called now, and references by ids where they stood as written. One event for each connection.
 * Fields that somebody re-bound meanwhile are left alone.
 */
export async function refreshNames(caller: Caller, healings: readonly NameChange[]): Promise<void> {
  const groups = [...groupBy(healings, ({ field }) => field.connectionId).values()];
  for (let at = 0; at < groups.length; at += groupsAtOnce) {
    const some = groups.slice(at, at + groupsAtOnce);
    // Only a reference that is another text now matters to who reads.
    const changed = some
      .flat()
      .filter(({ field, look }) => field.text !== look.reference)
      .map(({ field }) => field.connectionKey);
    await transaction(async (tx) => {
      const ids = some.flatMap(([first]) => first?.field.connectionId ?? []);
      const change = { caller, cause: 'connection.healed' } as const;
      const written = await keepingVersions(tx, ids, change, () => writeNames(tx, some.flat()));
      await recordEvents(
        tx,
        some.flatMap((group) => eventOf(caller, group, written)),
      );
      for (const key of new Set(changed)) await publishInTransaction(tx, { topic: 'connection', id: key });
    });
    for (const key of new Set(changed)) publishLocally({ topic: 'connection', id: key });
  }
}

/** Answers the ids of the fields that were still bound as they were read. */
async function writeNames(tx: Transaction, healings: readonly NameChange[]): Promise<Set<string>> {
  const json = JSON.stringify(
    healings.map(({ field, look }) => ({
      id: field.id,
      was: field.text,
      reference: look.reference,
      shown: shownOf(field, look),
      names: look.titles,
    })),
  );
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE connection_field field
    SET reference = found.reference, shown_reference = found.shown, shown_names = found.names, is_verified = true
    FROM jsonb_to_recordset(${json}::jsonb) AS found(id text, was text, reference text, shown text, names jsonb)
    WHERE field.id = found.id AND field.reference = found.was
    RETURNING field.id`;
  return new Set(rows.map(({ id }) => id));
}

function eventOf(caller: Caller, group: readonly NameChange[], written: ReadonlySet<string>) {
  const done = group.filter(({ field }) => written.has(field.id));
  const [first] = done;
  if (!first) return [];
  const { connectionId: id, connectionKey: key, connectionName: name } = first.field;
  return [
    {
      caller,
      verb: 'connection.healed' as const,
      subject: connectionSubject({ id, key, name }),
      details: {
        fields: done.map(
          ({ field, look }) => `${shownFieldName(field.name)}: ${before(field)} → ${shownOf(field, look)}`,
        ),
      },
    },
  ];
}

function shownOf({ reference }: BoundField, { titles }: NameChange['look']): string {
  return shownReference(reference, titles);
}

function before({ titles, text, reference }: BoundField): string {
  return titles ? shownReference(reference, titles) : text;
}
