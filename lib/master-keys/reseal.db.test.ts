import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { forgetAll } from '@/lib/cache/memory';
import { createConnection } from '@/lib/connections/create';
import { sourceOf, valuesOf } from '@/lib/connections/testing/bound';
import { admin, builder, support } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import { makeKeyring } from '@/lib/crypto/keyring';
import { recheckManager } from '@/lib/managers/recheck';
import { database } from '@/lib/platform/database';
import { type Env, readEnv } from '@/lib/platform/env';
import { publishLocally } from '@/lib/platform/invalidation';
import { openKeyring } from '@/lib/platform/keyring';
import { countSealed, sealedColumns } from '@/lib/platform/sealed-columns';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { listMasterKeys } from './list';
import { resealAll } from './reseal';
import { resealNow } from './schedule';

useTestDatabase();
const account = useTestAccount();

const [first, second] = [randomBytes(32), randomBytes(32)].map((bytes) => createSecretKey(bytes));
const text = (key: KeyObject | undefined) => key?.export().toString('base64') ?? '';
const idOf = (key: KeyObject | undefined) => (key ? makeKeyring(key).current.id.toString('hex') : 'no key');
let managerId = '';

function environment(current: KeyObject | undefined, previous: (KeyObject | undefined)[] = []): Env {
  return readEnv({
    LATCHKEY_MASTER_KEY: text(current),
    LATCHKEY_MASTER_KEY_PREVIOUS: previous.map(text).join(','),
  });
}

/** As after a start: nothing of before is in memory. */
async function startedWith(current: KeyObject | undefined, previous: (KeyObject | undefined)[] = []) {
  await openKeyring(environment(current, previous));
  forgetAll();
  publishLocally({ topic: 'connection', id: '*' });
  publishLocally({ topic: 'secret-manager', id: '*' });
}

const usedKeys = async () => new Set((await countSealed(database())).map(({ keyId }) => keyId));

beforeAll(async () => {
  await openKeyring(environment(first));
  const desk = await connectDesk(account.sandbox, { API: { token: 'kept', other: 'text' } });
  managerId = desk.manager.id;
  const bound = { secretManagerId: managerId, reference: `op://${desk.manager.name}/API/token` };
  const around = { ...bound, reference: `op://${desk.manager.name}/API/other`, text: 'Bearer {{secret}}' };
  await createConnection({
    caller: admin,
    input: {
      key: 'sealed',
      name: 'Sealed',
      app: 'custom',
      fields: { typed: { value: 'typed' }, bound, around },
    },
  });
});

describe('resealing', () => {
  it('knows every column that holds something sealed', async () => {
    const columns = await database().$queryRaw<{ table: string; column: string }[]>`
      SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
      WHERE table_schema = current_schema() AND data_type = 'bytea'`;
    const sorted = (list: readonly { table: string; column: string }[]) =>
      list.map(({ table, column }) => `${table}.${column}`).sort();
    expect(sorted(columns)).toEqual(sorted(sealedColumns));
  });

  it('is left to the process of the newest key, and tells what is left under each', async () => {
    await startedWith(second, [first]);
    await openKeyring(environment(first, [second]));
    expect(await resealAll()).toBe(false);
    await startedWith(second, [first]);
    expect(await listMasterKeys({ caller: support })).toMatchObject([
      { id: idOf(second), isCurrent: true, left: 0 },
      { id: idOf(first), isCurrent: false, credentials: 1, fields: 2, versions: 1, entries: 2, left: 6 },
    ]);
    await expect(listMasterKeys({ caller: builder })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('ends with nothing under the old key, the cache still warm, and the audit saying so', async () => {
    // Two processes at once.
    await Promise.all([resealAll(), resealAll()]);
    await resealNow(new AbortController().signal);
    expect(await usedKeys()).toEqual(new Set([idOf(second)]));
    const { items } = await listEvents({ caller: admin, input: { verb: 'master_key.retired' } });
    expect(items).toMatchObject([{ subject: { kind: 'master_key', id: idOf(first) } }]);
    await startedWith(second);
    const fault = account.sandbox.injectFault({ route: '*', kind: 'status', status: 503 });
    expect(await valuesOf('sealed')).toEqual({ typed: 'typed', bound: 'kept', around: 'Bearer text' });
    expect(await sourceOf('sealed', 'bound')).toMatchObject({ source: 'memory', state: 'fresh' });
    account.sandbox.clearFaults(fault.id);
    expect(await recheckManager({ caller: admin, input: { id: managerId } })).toMatchObject({
      manager: { status: 'connected' },
    });
  });

  it('lets no start leave out a key that something was sealed with after it was let go of', async () => {
    await openKeyring(environment(first, [second]));
    await createConnection({
      caller: admin,
      input: { key: 'late', name: 'Late', app: 'custom', fields: { typed: { value: 'late' } } },
    });
    await startedWith(second, [first]);
    await database().setting.update({
      where: { name: 'key-check' },
      data: { value: await checksOf(second) },
    });
    await expect(openKeyring(environment(second))).rejects.toThrow('until Platform Admin / About says');
  });

  it('does not call itself whole when it was told to stop', async () => {
    const abort = new AbortController();
    abort.abort();
    expect(await resealAll(abort.signal)).toBe(false);
  });
});

/** The stored checks, of one key alone. */
async function checksOf(key: KeyObject | undefined): Promise<string[]> {
  const row = await database().setting.findUniqueOrThrow({ where: { name: 'key-check' } });
  const checks: unknown[] = Array.isArray(row.value) ? row.value : [];
  return checks
    .map(String)
    .filter((check) => Buffer.from(check, 'base64').subarray(1, 9).toString('hex') === idOf(key));
}
