import { expect, it } from 'vitest';
import { forgetAll } from '@/lib/cache/memory';
import { loadEntries, nextGeneration } from '@/lib/cache/table';
import { touchEntries } from '@/lib/cache/touch';
import { resolveConnection } from '@/lib/connections/resolve';
import { bind } from '@/lib/connections/testing/bound';
import { admin, workload } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { loadManager } from '@/lib/managers/load';
import { database } from '@/lib/platform/database';
import { dropSingleton } from '@/lib/platform/singleton';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { refreshEntry } from './refresh-entry';
import { openEntry } from './sealed-entry';

useTestDatabase();
const account = useTestAccount();

async function read(connection: string) {
  const { fields, sources } = await resolveConnection({ caller: workload, input: { key: connection } });
  return { value: JSON.parse(textOfSecret(fields)).it, source: JSON.parse(sources).it.source };
}

const rowOf = ({ manager }: Desk) =>
  database().cacheEntry.findFirstOrThrow({ where: { secretManagerId: manager.id } });

/** A cached value that was `old` and is `new` now; its row as it was. */
async function changedEntry() {
  const desk = await connectDesk(account.sandbox, { API: { token: 'old' } });
  const connection = await bind(desk, { it: `op://${desk.manager.name}/API/token` });
  expect(await read(connection)).toMatchObject({ value: 'old' });
  const older = await rowOf(desk);
  const item = account.sandbox.findItem(desk.vaultId, 'API');
  account.sandbox.updateItem({ ...item, field: 'token', value: 'new' });
  await refreshEntry({ caller: admin, input: { id: older.id } });
  const newer = await rowOf(desk);
  expect(newer.sealedVersion).toBeGreaterThan(older.sealedVersion);
  return { desk, connection, older, newer };
}

/** The value as the table has it; undefined: nothing that opens. */
async function inTable(key: string): Promise<string | undefined> {
  const entry = (await loadEntries([key])).get(key);
  const value = entry?.state === 'value' ? openEntry(entry) : undefined;
  return value && textOfSecret(value);
}

it('an older sealed value that is put back does not open, and is read from the provider', async () => {
  const { connection, older, newer } = await changedEntry();
  const { sealedValue } = older;
  await database().cacheEntry.update({ where: { id: newer.id }, data: { sealedValue } });
  expect(await inTable(newer.key)).toBeUndefined();
  forgetAll();
  expect(await read(connection)).toEqual({ value: 'new', source: 'provider' });
});

it('an older value that is put back with its version is nothing to a process that saw the newer one', async () => {
  const { connection, older, newer } = await changedEntry();
  const { sealedValue, sealedVersion } = older;
  await database().cacheEntry.update({ where: { id: newer.id }, data: { sealedValue, sealedVersion } });
  expect(await inTable(newer.key)).toBeUndefined();
  forgetAll();
  expect(await read(connection)).toEqual({ value: 'new', source: 'provider' });
  expect(await inTable(newer.key)).toBe('new');
  await database().cacheEntry.update({ where: { id: newer.id }, data: { sealedValue, sealedVersion } });
  // A process that began afterwards cannot know (docs/decisions/0101).
  dropSingleton('seen-versions: cache_entry');
  expect(await inTable(newer.key)).toBe('old');
});

it('a value that is put back after the secret was found absent is nothing either', async () => {
  const { desk, newer } = await changedEntry();
  account.sandbox.removeField({ ...account.sandbox.findItem(desk.vaultId, 'API'), field: 'token' });
  const refresh = refreshEntry({ caller: admin, input: { id: newer.id } });
  await expect(refresh).rejects.toMatchObject({ code: 'secret_not_found' });
  expect((await rowOf(desk)).state).toBe('absent');
  const { state, sealedValue, sealedVersion } = newer;
  await database().cacheEntry.update({
    where: { id: newer.id },
    data: { state, sealedValue, sealedVersion },
  });
  expect(await inTable(newer.key)).toBeUndefined();
});

it('a value opens after a look that found no change, which seals nothing', async () => {
  const { desk, connection, newer } = await changedEntry();
  const manager = await loadManager(desk.manager.id);
  if (!manager) throw new Error('the manager is gone');
  await touchEntries(manager, [newer.key], { generation: await nextGeneration(), atMs: Date.now() });
  const touched = await rowOf(desk);
  expect(touched.generation).toBeGreaterThan(newer.generation);
  expect(touched.sealedVersion).toBe(newer.sealedVersion);
  expect(await inTable(newer.key)).toBe('new');
  expect(await read(connection)).toEqual({ value: 'new', source: 'memory' });
});
