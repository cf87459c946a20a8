import { expect, test } from '@playwright/test';
import type { ConnectionView } from '@/lib/connections/schema';
import type { ManagerView } from '@/lib/managers/schema';
import { byKey } from './api-client';
import { type Latchkey, launchLatchkey } from './launch';

const itemCount = 100;
const fieldsPerItem = 10;
const key = 'thousand';

/** Requests that begin a session, and those that every first read of a vault needs: its key comes alone or in the list. */
const openingRoutes = new Set([
  'auth/start',
  'auth',
  'auth/confirm-key',
  'auth/complete',
  'account/keysets',
  'vault',
  'vaults',
]);

interface Resolved {
  fields: Record<string, string>;
  sources: Record<string, { source: string; state: string }>;
}

let latchkey: Latchkey;

test.beforeAll(async () => {
  latchkey = await launchLatchkey({ env: { LATCHKEY_PROVIDER_TIMEOUT_MS: '30000' } });
});
test.afterAll(() => latchkey.close());

test('a thousand references over a hundred items cost two requests when nothing is known', async () => {
  test.slow();
  const { sandbox } = latchkey;
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const { vault, references, values } = plant();
  const { token, serviceAccountId } = sandbox.mintToken({ name: 'thousand', vaults: [vault] });
  const connected = await asAdmin<ManagerView>('POST', '/api/v1/secret-managers', {
    name: 'Thousand',
    provider: 'onepassword',
    scope: 'platform',
    config: { serviceAccountToken: token },
    plan: 'business',
  });
  expect(connected.status, connected.text).toBe(201);
  const secretManagerId = connected.body.id;
  const fields = Object.fromEntries(
    Object.entries(references).map(([name, reference]) => [name, { secretManagerId, reference }]),
  );
  const made = await asAdmin<ConnectionView>('POST', '/api/v1/connections', {
    key,
    name: 'A thousand fields',
    app: 'custom',
    scope: 'platform',
    fields,
  });
  expect(made.status, made.text.slice(0, 500)).toBe(201);

  const cleared = await asAdmin<{ cleared: number }>(
    'DELETE',
    `/api/v1/cache?secretManagerId=${secretManagerId}`,
  );
  // What binding had to read is cached; what was seen beside it is read when a workload asks (decision 0125).
  expect(cleared.body.cleared).toBeGreaterThanOrEqual(itemCount);
  await latchkey.restart();
  sandbox.clearLog();

  const cold = await asAdmin<Resolved>('POST', `/api/v1/connections/${key}/resolve`);
  expect(cold.status, cold.text.slice(0, 500)).toBe(200);
  expect(cold.body.fields).toEqual(values);
  expect(new Set(Object.values(cold.body.sources).map(({ source }) => source))).toEqual(
    new Set(['provider']),
  );
  const counts = sandbox.counts(serviceAccountId);
  const reading = Object.entries(counts).filter(([route]) => !openingRoutes.has(route));
  expect(reading).toEqual([['items/batch', 2]]);
  const { vaults = 0, vault: one = 0, ...opening } = counts;
  expect(vaults + one, 'requests for the vault’s key').toBe(1);
  expect(opening).toMatchObject({
    'auth/start': 1,
    auth: 1,
    'auth/confirm-key': 1,
    'auth/complete': 1,
    'account/keysets': 1,
  });
  expect(sandbox.requests()).toHaveLength(8);

  const warm = await asAdmin<Resolved>('POST', `/api/v1/connections/${key}/resolve`);
  expect(warm.body.fields).toEqual(values);
  expect(new Set(Object.values(warm.body.sources).map(({ source }) => source))).toEqual(new Set(['memory']));
  expect(sandbox.counts(serviceAccountId)).toEqual(counts);
});

/** A vault of a hundred items with ten fields each, their references by id, and what each must resolve to. */
function plant() {
  const { sandbox } = latchkey;
  const vault = sandbox.createVault({ name: 'Thousand' }).id;
  const references: Record<string, string> = {};
  const values: Record<string, string> = {};
  for (let at = 0; at < itemCount; at += 1) {
    const numbers = Array.from({ length: fieldsPerItem }, (_, field) => `${at}-${field}`);
    const item = sandbox.createItem({
      vault,
      title: `Item ${at}`,
      category: 'ApiCredentials',
      fields: numbers.map((number) => ({
        id: `f${number}`,
        label: `Field ${number}`,
        type: 'Concealed',
        value: `v-${number}`,
      })),
    }).id;
    for (const number of numbers) {
      references[`field_${number}`] = `op://${vault}/${item}/f${number}`;
      values[`field_${number}`] = `v-${number}`;
    }
  }
  return { vault, references, values };
}
