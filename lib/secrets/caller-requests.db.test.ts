import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetAll } from '@/lib/cache/memory';
import { createConnection } from '@/lib/connections/create';
import { repointConnections } from '@/lib/connections/repoint';
import { previewRepoint } from '@/lib/connections/repoint-preview';
import { testConnection } from '@/lib/connections/test';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { admin, ofTeam } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { updateConnection } from '@/lib/connections/update';
import { type Caller, systemCaller } from '@/lib/kernel/caller';
import { connectManager } from '@/lib/managers/connect';
import { recheckManager } from '@/lib/managers/recheck';
import { testCredential } from '@/lib/managers/test';
import { updateManager } from '@/lib/managers/update';
import { database } from '@/lib/platform/database';
import { turnsLeft } from '@/lib/platform/limit';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { budgetOf, callerUpstream, takeRequests } from '@/lib/quota/caller-requests';
import { scanManager } from '@/lib/scans/scan';
import { browseFields, browseItems, browseVaults } from './browse';
import { checkReference } from './check';
import { previewAccess } from './preview-access';
import { refreshEntry } from './refresh-entry';
import { refreshSelection } from './refresh-selection';

// Read once, when the first test asks for it.
process.env.LATCHKEY_KEY_UPSTREAM_PER_MINUTE = '100';
process.env.LATCHKEY_KEY_ABSENCES_PER_HOUR = '10';

useTestDatabase();
const account = useTestAccount();
let made = 0;
let start = Date.UTC(2027, 0, 1);

beforeEach(() => {
  account.sandbox.setLatency(0);
  start += 86_400_000;
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  return () => vi.useRealTimers();
});

/** A person, or a key, that has asked for nothing yet. */
function newCaller(kind: 'user' | 'api-key' = 'user'): Caller {
  made += 1;
  return { ...admin, kind, id: `budget-${made}`, label: `caller ${made}` };
}
/** The same with this many requests left for the minute. */
async function callerWith(left: number): Promise<Caller> {
  const caller = newCaller();
  await takeRequests(caller, 100 - left);
  return caller;
}
const spentBy = async (caller: Caller) => 100 - (await turnsLeft(callerUpstream(), budgetOf(caller))).left;

const desk = () => connectDesk(account.sandbox, { API: { one: 'value 1', two: 'value 2' } });
const at = ({ manager }: Desk, field: string) => `op://${manager.name}/API/${field}`;
const overBudget = { code: 'over_budget', status: 429, retryAfterMs: expect.any(Number) };

const create = (caller: Caller, { manager }: Desk, reference: string) => {
  made += 1;
  const fields = { secret: { secretManagerId: manager.id, reference } };
  const key = `budget-${made}`;
  return createConnection({ caller, input: { key, name: key, app: 'custom', ...ofTeam, fields } });
};

describe('references that do not bind', () => {
  it.each(['user', 'api-key'] as const)(
    'count against the %s that tries them, until no more are asked for',
    async (kind) => {
      const here = await desk();
      const [guesser, other] = [newCaller(kind), newCaller(kind)];
      for (let tried = 0; tried < 10; tried += 1) {
        await expect(create(guesser, here, at(here, `made-up-${tried}`))).rejects.toMatchObject({
          code: 'secret_not_found',
        });
      }
      account.sandbox.clearLog();
      await expect(create(guesser, here, at(here, 'made-up-more'))).rejects.toMatchObject({
        ...overBudget,
        fields: { 'fields.secret': expect.anything() },
      });
      expect(account.sandbox.requests()).toHaveLength(0);
      await expect(create(other, here, at(here, 'made-up-other'))).rejects.toMatchObject({
        code: 'secret_not_found',
      });
    },
  );

  it('count in edits, checks, listings of vaults and items, and re-points alike', async () => {
    const [from, to] = [await desk(), await desk()];
    const { key, revision } = await create(admin, from, at(from, 'one'));
    const guesser = newCaller();
    const edit = (reference: string) =>
      updateConnection({
        caller: guesser,
        input: { key, patch: { fields: { more: { secretManagerId: from.manager.id, reference } } } },
      });
    const move = (reference: string) =>
      repointConnections({
        caller: guesser,
        input: {
          fromId: from.manager.id,
          toId: to.manager.id,
          changes: [{ key, revision, fields: { secret: reference } }],
        },
      });
    const id = from.manager.id;
    const itemId = 'a'.repeat(26);
    for (const tried of ['a', 'b']) {
      await expect(edit(at(from, `no-${tried}`))).rejects.toMatchObject({ code: 'secret_not_found' });
      expect(
        await checkReference({
          caller: guesser,
          input: { secretManagerId: id, reference: at(from, `nor-${tried}`) },
        }),
      ).toMatchObject({ code: 'secret_not_found' });
      const vaultId = `${tried}${'a'.repeat(25)}`;
      await expect(browseItems({ caller: guesser, input: { id, vaultId } })).rejects.toMatchObject({
        code: expect.stringMatching(/^secret_/),
      });
      await expect(
        browseFields({
          caller: guesser,
          input: { id, vaultId: from.vaultId, itemId: `${tried}${itemId.slice(1)}` },
        }),
      ).rejects.toMatchObject({ code: expect.stringMatching(/^secret_/) });
      expect(await move(at(to, `nor-here-${tried}`))).toMatchObject({ left: [{ code: 'secret_not_found' }] });
    }
    account.sandbox.clearLog();
    await expect(edit(at(from, 'last'))).rejects.toMatchObject(overBudget);
    await expect(move(at(to, 'last'))).rejects.toMatchObject(overBudget);
    await expect(
      browseItems({ caller: guesser, input: { id, vaultId: `c${'a'.repeat(25)}` } }),
    ).rejects.toMatchObject(overBudget);
    expect(account.sandbox.requests()).toHaveLength(0);
    expect(await valuesOf(key)).toEqual({ secret: 'value 1' });
  });
});

describe('a caller whose minute is spent', () => {
  it('is refused by every verb that asks a provider, which asks nothing', async () => {
    const [here, there] = [await desk(), await desk()];
    const key = await bind(here, { secret: at(here, 'one') });
    const caller = await callerWith(0);
    const { id } = here.manager;
    const { id: entryId } = await database().cacheEntry.findFirstOrThrow({ where: { secretManagerId: id } });
    const config = { serviceAccountToken: account.sandbox.mintToken({ vaults: [here.vaultId] }).token };
    const way = { fromId: id, toId: there.manager.id };
    account.sandbox.clearLog();
    const verbs = {
      create: () => create(caller, there, at(there, 'two')),
      previewRepoint: () => previewRepoint({ caller, input: { ...way, keys: [key] } }),
      repoint: () =>
        repointConnections({
          caller,
          input: { ...way, changes: [{ key, revision: 1, fields: { secret: at(there, 'one') } }] },
        }),
      browseVaults: () => browseVaults({ caller, input: { id, age: 'new' } }),
      browseItems: () => browseItems({ caller, input: { id, vaultId: here.vaultId } }),
      previewAccess: () => previewAccess({ caller, input: { id, patterns: ['op://**'] } }),
      refreshEntry: () => refreshEntry({ caller, input: { id: entryId } }),
      refreshSelection: () => refreshSelection({ caller, input: { ids: [entryId] } }),
      scan: () => scanManager({ caller, input: { id } }),
      testCredential: () => testCredential({ caller, input: { provider: 'onepassword', config } }),
      connect: () => connectManager({ caller, input: { name: 'Never', provider: 'onepassword', config } }),
      replaceToken: () => updateManager({ caller, input: { id, patch: { config } } }),
      recheck: () => recheckManager({ caller, input: { id } }),
    };
    for (const [name, ask] of Object.entries(verbs)) {
      await expect(ask(), name).rejects.toMatchObject(overBudget);
    }
    forgetAll();
    await database().cacheEntry.deleteMany({ where: { secretManagerId: id } });
    const { steps } = await testConnection({ caller, input: { key } });
    expect(steps[0]?.fields).toMatchObject([{ name: 'secret', problem: { code: 'over_budget' } }]);
    expect(account.sandbox.requests()).toHaveLength(0);
    // A workload's read of what is bound costs nobody's budget.
    expect(await valuesOf(key)).toEqual({ secret: 'value 1' });
  });

  it('is served what is in memory, and asks again when the minute is over', async () => {
    const here = await desk();
    await browseVaults({ caller: admin, input: { id: here.manager.id } });
    const caller = await callerWith(0);
    const list = (age: 'recent' | 'new') => browseVaults({ caller, input: { id: here.manager.id, age } });
    expect((await list('recent')).vaults).toHaveLength(1);
    await expect(list('new')).rejects.toMatchObject(overBudget);
    vi.setSystemTime(Date.now() + 60_000);
    expect((await list('new')).vaults).toHaveLength(1);
    expect(await spentBy(caller)).toBe(1);
  });
});

describe('a re-point past the budget', () => {
  it('moves nothing, and goes through when the minute is over', async () => {
    const [from, to] = [await desk(), await desk()];
    const key = await bind(from, { a: at(from, 'one'), b: at(from, 'two') });
    const caller = await callerWith(1);
    const fields = { a: at(to, 'one'), b: at(to, 'two') };
    const move = () =>
      repointConnections({
        caller,
        input: { fromId: from.manager.id, toId: to.manager.id, changes: [{ key, revision: 1, fields }] },
      });
    await expect(move()).rejects.toMatchObject(overBudget);
    const where = { connection: { key } };
    expect(
      new Set((await database().connectionField.findMany({ where })).map((row) => row.secretManagerId)),
    ).toEqual(new Set([from.manager.id]));
    vi.setSystemTime(Date.now() + 60_000);
    expect(await move()).toMatchObject({ changed: [{ key, fields: ['a', 'b'] }], left: [] });
  });
});

describe('Latchkey itself', () => {
  it('has no such budget', async () => {
    for (let at = 0; at < 5; at += 1) await takeRequests(systemCaller, 90);
    expect(await spentBy(systemCaller)).toBe(0);
  });
});
