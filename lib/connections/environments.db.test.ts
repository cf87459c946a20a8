import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setAccess } from '@/lib/managers/access';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { environmentGrammar } from '@/lib/providers/op/environment-grammar';
import { providerOf } from '@/lib/providers/registry';
import { useTestAccount } from '@/lib/providers/testing/account';
import { scanManager } from '@/lib/scans/scan';
import { estimateScan } from '@/lib/scans/scan-estimate';
import { browseEnvironments, browseVariables } from '@/lib/secrets/browse-environments';
import { checkReference } from '@/lib/secrets/check';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { previewAccess } from '@/lib/secrets/preview-access';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import { getConnection } from './get';
import { previewRepoint } from './repoint-preview';
import { bind, sourceOf, valuesOf } from './testing/bound';
import { admin, builder, team } from './testing/callers';
import { connectDesk, type Desk } from './testing/desk';

useTestDatabase();
const account = useTestAccount();
const minuteMs = 60_000;
let time: ReturnType<typeof manualClock>;
let desk: Desk;
let id = '';

beforeEach(async () => {
  time = manualClock(Date.now() + 60 * minuteMs);
  setClock(time);
  desk = await connectDesk(account.sandbox, { Stripe: { key: 'sk' } });
  id = newEnvironment({ DB_HOST: 'db.test', DB_PASSWORD: 'pw', 'API KEY': 'key' });
});
afterEach(() => {
  account.sandbox.clearFaults();
  setClock(systemClock);
});

/** An Environment that the desk's token may read. */
function newEnvironment(
  variables: Readonly<Record<string, string>>,
  options?: { isUnlisted: boolean },
): string {
  const made = account.sandbox.createEnvironment({
    ...options,
    name: 'Shop staging',
    variables: Object.entries(variables).map(([name, value]) => ({ name, value })),
  });
  account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: made.id });
  return made.id;
}
const at = (name: string, of = id) => environmentGrammar.write({ vault: of, item: '', field: name }) ?? '';
const set = (name: string, value: string) =>
  account.sandbox.updateItem({ ...account.sandbox.variablesItem(id), field: name, value, type: 'Concealed' });
/** An item tells when it was changed in whole seconds. */
const nextSecond = () => sleep(1_100);
const routes = () => account.sandbox.requests().map(({ route }) => route);

describe('a field bound to a variable of an Environment', () => {
  it('is resolved, beside fields of items, and shown by the title of the Environment', async () => {
    const key = await bind(desk, {
      host: at('DB_HOST'),
      spaced: at('API KEY'),
      stripe: `op://${desk.vaultId}/Stripe/key`,
    });
    expect(await valuesOf(key)).toEqual({ host: 'db.test', spaced: 'key', stripe: 'sk' });
    const { fields } = await getConnection({ caller: admin, input: { key } });
    expect(fields.spaced).toMatchObject({
      reference: `op-environment://${id}/API%20KEY`,
      titles: { vault: 'Shop staging', item: '', field: 'API KEY' },
      isVerified: true,
    });
  });

  it('costs one read of the Environment for all variables that anybody bound', async () => {
    const first = await bind(desk, { host: at('DB_HOST') });
    const other = await bind(desk, { password: at('DB_PASSWORD') });
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    account.sandbox.clearLog();
    await Promise.all([valuesOf(first), valuesOf(other)]);
    expect(routes()).toEqual(['items/overviews', 'item']);
    expect(await sourceOf(other, 'password')).toMatchObject({ source: 'memory', state: 'fresh' });
    expect(routes()).toHaveLength(2);
  });

  it('costs three requests beside the sign-in when nothing is known: 20 connections over 200 variables', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `NAME_${index}`);
    id = newEnvironment(Object.fromEntries(names.map((name) => [name, `value of ${name}`])));
    const keys: string[] = [];
    for (let begin = 0; begin < names.length; begin += 10) {
      const fields = names.slice(begin, begin + 10).map((name) => [name, at(name)]);
      keys.push(await bind(desk, Object.fromEntries(fields)));
    }
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    await providerOf('onepassword').close(desk.manager.id);
    account.sandbox.clearLog();
    const values = Object.assign({}, ...(await Promise.all(keys.map(valuesOf))));
    expect(values).toEqual(Object.fromEntries(names.map((name) => [name, `value of ${name}`])));
    const signIn = ['auth/start', 'auth', 'auth/confirm-key', 'auth/complete', 'account/keysets'];
    expect(
      routes()
        .filter((route) => !signIn.includes(route))
        .sort(),
    ).toEqual(['item', 'items/overviews', 'vaults']);
  });

  it('is kept fresh by one listing, and read again when the Environment has changed', async () => {
    const key = await bind(desk, { host: at('DB_HOST') });
    await valuesOf(key);
    const ahead = async () => {
      time.advance(4.5 * minuteMs);
      account.sandbox.clearLog();
      await valuesOf(key);
      await refreshesSettled();
      return routes();
    };
    expect(await ahead()).toEqual(['items/overviews']);
    expect(await sourceOf(key, 'host')).toMatchObject({ state: 'fresh', ageMs: 0 });
    await nextSecond();
    set('DB_HOST', 'rotated');
    expect(await ahead()).toEqual(['items/overviews', 'items/overviews', 'item']);
    expect(await valuesOf(key)).toEqual({ host: 'rotated' });
  });

  it('of an Environment that 1Password does not list is read by 1Password’s own call, again and again', async () => {
    const made = newEnvironment({ A: '1' }, { isUnlisted: true });
    const key = await bind(desk, { a: at('A', made) });
    const { item } = account.sandbox.variablesItem(made);
    account.sandbox.updateItem({ vault: made, item, field: 'A', value: '2' });
    time.advance(4.5 * minuteMs);
    await valuesOf(key);
    await refreshesSettled();
    expect(await valuesOf(key)).toEqual({ a: '2' });
    const { status } = await database().secretManager.findUniqueOrThrow({ where: { id: desk.manager.id } });
    expect(status).toBe('connected');
  });

  it('that was renamed or removed is refused by name, and works again once it is back', async () => {
    const key = await bind(desk, { host: at('DB_HOST') });
    await valuesOf(key);
    await nextSecond();
    account.sandbox.renameVariable({ environment: id, name: 'DB_HOST', to: 'DATABASE_HOST' });
    time.advance(6 * minuteMs);
    await valuesOf(key);
    await refreshesSettled();
    await expect.poll(() => valuesOf(key).catch(({ code }) => code)).toBe('secret_not_found');
    set('DB_HOST', 'back');
    time.advance(20 * minuteMs);
    await expect.poll(() => valuesOf(key).catch(({ code }) => code)).toEqual({ host: 'back' });
  });

  it('is served stale while 1Password cannot be reached', async () => {
    const key = await bind(desk, { host: at('DB_HOST') });
    await valuesOf(key);
    account.sandbox.injectFault({ kind: 'status', status: 503 });
    time.advance(30 * minuteMs);
    expect(await valuesOf(key)).toEqual({ host: 'db.test' });
    expect(await sourceOf(key, 'host')).toMatchObject({ state: 'stale' });
  });

  it('is looked at by a scan, and found missing', async () => {
    const key = await bind(desk, { host: at('DB_HOST'), password: at('DB_PASSWORD') });
    const { last } = await scanManager({ caller: admin, input: { id: desk.manager.id } });
    expect(last?.errorCode).toBeNull();
    account.sandbox.removeField({ ...account.sandbox.variablesItem(id), field: 'DB_HOST' });
    await scanManager({ caller: admin, input: { id: desk.manager.id } });
    const found = await database().bindingFinding.findMany({
      where: { field: { connection: { key } } },
      select: { kind: true, field: { select: { name: true } } },
    });
    expect(new Map(found.map((each) => [each.field.name, each.kind]))).toEqual(
      new Map([
        ['host', 'not_found'],
        ['password', 'fine'],
      ]),
    );
  });
});

describe('a scan of variables', () => {
  it('finds nothing broken where the token is refused, and says so of the secret manager', async () => {
    const key = await bind(desk, { host: at('DB_HOST') });
    account.sandbox.revokeToken(desk.token.serviceAccountId);
    await scanManager({ caller: admin, input: { id: desk.manager.id } }).catch(() => undefined);
    const found = await database().bindingFinding.findMany({ where: { field: { connection: { key } } } });
    expect(found.filter(({ kind }) => kind !== 'fine')).toEqual([]);
    const { status } = await database().secretManager.findUniqueOrThrow({ where: { id: desk.manager.id } });
    expect(status).not.toBe('connected');
  });

  it('counts two requests for each Environment', async () => {
    await bind(desk, { host: at('DB_HOST'), password: at('DB_PASSWORD') });
    expect((await estimateScan(desk.manager.id)).requests).toBe(3);
  });
});

describe('re-pointing a variable', () => {
  it('finds it under the same reference through another token, and nowhere else', async () => {
    const key = await bind(desk, { host: at('DB_HOST') });
    const preview = async (to: Desk) => {
      const input = { fromId: desk.manager.id, toId: to.manager.id, keys: [key] };
      return (await previewRepoint({ caller: admin, input })).connections[0]?.fields[0];
    };
    const other = await connectDesk(account.sandbox, { Stripe: { key: 'sk' } });
    expect(await preview(other)).toMatchObject({ outcome: 'not_found' });
    account.sandbox.grantVault({ serviceAccountId: other.token.serviceAccountId, vault: id });
    expect(await preview(other)).toMatchObject({ outcome: 'fine', reference: at('DB_HOST') });
  });
});

describe('a field that was bound in an Environment as in a vault', () => {
  it('is resolved and scanned as before', async () => {
    const { item } = account.sandbox.variablesItem(id);
    const key = await bind(desk, { host: `op://${id}/${item}/DB_HOST` });
    expect(await valuesOf(key)).toEqual({ host: 'db.test' });
    await scanManager({ caller: admin, input: { id: desk.manager.id } });
    const [found] = await database().bindingFinding.findMany({ where: { field: { connection: { key } } } });
    expect(found?.kind).toBe('fine');
  });
});

describe('who may use an Environment', () => {
  const grant = (...patterns: string[]) =>
    setAccess({
      caller: admin,
      input: { id: desk.manager.id, projects: [{ projectId: team.id, patterns }] },
    });
  const check = async (reference: string) => {
    const input = { secretManagerId: desk.manager.id, reference };
    return (await checkReference({ caller: builder, input })).code ?? 'ok';
  };
  const names = async () =>
    (
      await browseVariables({ caller: builder, input: { id: desk.manager.id, environmentId: id } })
    ).variables.map(({ name }) => name);

  it('is who may use all of the secret manager, or what a pattern of its scheme names', async () => {
    expect([await check(at('DB_HOST')), (await names()).length]).toEqual(['ok', 3]);
    await grant(`op-environment://${id}/DB_*`);
    expect([await check(at('DB_HOST')), await check(at('API KEY'))]).toEqual(['ok', 'secret_forbidden']);
    expect(await check(`op-environment://${id}`)).toBe('secret_forbidden');
    expect(await names()).toEqual(['DB_HOST', 'DB_PASSWORD']);
    await grant('op-environment://Shop staging/**');
    expect([await check(at('API KEY')), await check(`op-environment://${id}`)]).toEqual(['ok', 'ok']);
  });

  it('is told for a pattern before it is saved, with the variables that it lets through', async () => {
    const previewOf = (...patterns: string[]) =>
      previewAccess({ caller: admin, input: { id: desk.manager.id, patterns } });
    const unknown = 'a'.repeat(26);
    const patterns = [
      'op-environment://Shop staging/DB_*',
      `op-environment://${id}/A`,
      `op-environment://${unknown}/A`,
      'op-environment://Nothing/**',
    ];
    const environment = { id, title: 'Shop staging' };
    expect(await previewOf(...patterns)).toMatchObject({
      environments: [
        { ...environment, match: 'part', variables: ['DB_HOST', 'DB_PASSWORD'], variableCount: 2 },
      ],
      unmatched: [`op-environment://${id}/A`, 'op-environment://Nothing/**'],
    });
    expect(await previewOf('op-environment://Shop*/**')).toMatchObject({
      environments: [{ ...environment, match: 'whole', variables: [] }],
      unmatched: [],
    });
    expect((await previewOf('op://*/**')).environments).toEqual([
      { ...environment, match: 'none', variables: [], variableCount: 0 },
    ]);
  });

  it('is nobody who may use vaults alone', async () => {
    await grant('op://*/**');
    expect(await check(at('DB_HOST'))).toBe('secret_forbidden');
    await expect(names()).rejects.toMatchObject({ code: 'not_found' });
    const listed = await browseEnvironments({ caller: builder, input: { id: desk.manager.id } });
    expect(listed.environments).toEqual([]);
  });
});
