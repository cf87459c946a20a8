import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { recordEvents } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { noInputSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { naturally } from '@/lib/kernel/natural-order';
import { clock } from '@/lib/platform/clock';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { type ChangedKeys, type TagList, tagInputSchema } from './arrange-schema';
import { findConnectionsToChange } from './find-many';
import { keepingVersions } from './keep-versions';
import { mostTags } from './names';
import { connectionSubject } from './subject';

/**
 * Gives tags to connections and takes tags from them. No part of what a revision counts, so that whoever edits one of
 * them meanwhile can still save. All of them or none.
 * Throws `forbidden`, `not_found`, `invalid_input` (also where one would have more than twenty).
 */
export const tagConnections = verb({
  name: 'tagConnections',
  right: 'connection:write',
  input: tagInputSchema,
  audit: ['connection.tagged'],
  run: async ({ caller, input }): Promise<ChangedKeys> => {
    const { keys, add, remove } = input;
    const changed = await transaction(async (tx) => {
      const rows = await findConnectionsToChange(tx, caller, [...new Set(keys)]);
      const others = rows.flatMap((row) => {
        const kept = row.tags.filter((tag) => !remove.includes(tag));
        const tags = [...new Set([...kept, ...add])].sort(naturally);
        return JSON.stringify(tags) === JSON.stringify(row.tags) ? [] : [{ ...row, tags }];
      });
      const full = others.find(({ tags }) => tags.length > mostTags);
      if (full) throw tooMany(full.key);
      const ids = others.map(({ id }) => id);
      await keepingVersions(tx, ids, { caller, cause: 'connection.tagged' }, () => writeTags(tx, others));
      await recordEvents(
        tx,
        others.map((row) => ({
          caller,
          verb: 'connection.tagged' as const,
          subject: connectionSubject(row),
          details: { tags: row.tags },
        })),
      );
      return others.map(({ key }) => key);
    });
    return { changed };
  },
});

/** In one statement, however many there are. */
async function writeTags(tx: Transaction, rows: readonly { id: string; tags: string[] }[]): Promise<void> {
  const json = JSON.stringify(rows.map(({ id, tags }) => ({ id, tags })));
  const now = new Date(clock().now()).toISOString();
  await tx.$executeRaw`
    UPDATE connection
    SET tags = ARRAY(SELECT jsonb_array_elements_text(wanted.tags)),
        updated_at = ${now}::timestamptz AT TIME ZONE 'UTC'
    FROM jsonb_to_recordset(${json}::jsonb) AS wanted(id text, tags jsonb)
    WHERE connection.id = wanted.id`;
}

/** The tags in use on connections that the caller's projects reach, with how many have each. Throws `forbidden`. */
export const listTags = verb({
  name: 'listTags',
  right: 'connection:read',
  input: noInputSchema,
  audit: [],
  run: async ({ caller }): Promise<TagList> => {
    const rows = await database().connection.findMany({
      where: { AND: [reachedBy(caller), { NOT: { tags: { isEmpty: true } } }] },
      select: { tags: true },
    });
    const counts = new Map<string, number>();
    for (const tag of rows.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    const items = [...counts].map(([tag, connections]) => ({ tag, connections }));
    return { items: items.sort((one, other) => naturally(one.tag, other.tag)) };
  },
});

function tooMany(key: string): LatchkeyError {
  const says = messageFor('tooManyTags', { key, most: mostTags });
  return new LatchkeyError('invalid_input', { says, fields: { add: says } });
}
