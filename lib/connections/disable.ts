import { verb } from '@/lib/access/verb';
import { recordEvents } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { parseInput } from '@/lib/kernel/parse';
import { clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { type ChangedKeys, type KeysInput, keysInputSchema } from './arrange-schema';
import { findConnectionsToChange } from './find-many';
import { keepingVersions } from './keep-versions';
import { connectionSubject } from './subject';

/**
 * Switches connections off: workloads are refused from the next call on, in every process, until they are enabled
 * again. Nothing of them is lost. All of them or none. Throws `forbidden`, `not_found`, `invalid_input`.
 */
export const disableConnections = verb({
  name: 'disableConnections',
  right: 'connection:write',
  input: keysInputSchema,
  audit: ['connection.disabled'],
  run: async ({ caller, input }): Promise<ChangedKeys> => {
    return setDisabledAt(caller, input, new Date(clock().now()), 'connection.disabled');
  },
});

/** Switches them on again. Throws as `disableConnections` does. */
export const enableConnections = verb({
  name: 'enableConnections',
  right: 'connection:write',
  input: keysInputSchema,
  audit: ['connection.enabled'],
  run: async ({ caller, input }): Promise<ChangedKeys> => {
    return setDisabledAt(caller, input, null, 'connection.enabled');
  },
});

async function setDisabledAt(
  caller: Caller,
  input: KeysInput,
  disabledAt: Date | null,
  verb: 'connection.disabled' | 'connection.enabled',
): Promise<ChangedKeys> {
  const keys = [...new Set(parseInput(keysInputSchema, input).keys)];
  const changed = await transaction(async (tx) => {
    const rows = await findConnectionsToChange(tx, caller, keys);
    const others = rows.filter((row) => (row.disabledAt === null) !== (disabledAt === null));
    const ids = others.map(({ id }) => id);
    await keepingVersions(tx, ids, { caller, cause: verb }, () =>
      tx.connection.updateMany({ where: { id: { in: ids } }, data: { disabledAt } }),
    );
    await recordEvents(
      tx,
      others.map((row) => ({ caller, verb, subject: connectionSubject(row) })),
    );
    for (const { key } of others) await publishInTransaction(tx, { topic: 'connection', id: key });
    return others.map(({ key }) => key);
  });
  for (const key of changed) publishLocally({ topic: 'connection', id: key });
  return { changed };
}
