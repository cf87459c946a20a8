import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { loadManager } from '@/lib/managers/load';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { providerOf } from '@/lib/providers/registry';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import { createConnection } from './create';
import { learnVariables } from './environment-learn';
import type { EnvironmentInput } from './environment-schema';
import { getConnection } from './get';
import { loadPlan } from './plan';
import { recallConnection, resolveConnection } from './resolve';
import type { CreateInput } from './schema';
import { valuesOf } from './testing/bound';
import { admin, ofTeam, workload } from './testing/callers';
import { connectDesk, type Desk } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();
const minuteMs = 60_000;
let time: ReturnType<typeof manualClock>;
let desk: Desk;
let id = '';
let made = 0;

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
function newEnvironment(variables: Readonly<Record<string, string>>): string {
  const environment = account.sandbox.createEnvironment({
    name: 'Shop staging',
    variables: Object.entries(variables).map(([name, value]) => ({ name, value })),
  });
  account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: environment.id });
  return environment.id;
}

/** A connection of the team that is all of the Environment. Returns its key. */
async function whole(
  more: Partial<EnvironmentInput> = {},
  fields: CreateInput['fields'] = {},
): Promise<string> {
  made += 1;
  const key = `whole-${made}`;
  const environment = { secretManagerId: desk.manager.id, environmentId: id, ...more };
  const input = { key, name: key, app: 'custom' as const, ...ofTeam, fields, environment };
  await createConnection({ caller: admin, input });
  return key;
}

const all = { DB_HOST: 'db.test', DB_PASSWORD: 'pw', 'API KEY': 'key' };
const place = () => account.sandbox.variablesItem(id);
const set = (name: string, value: string) =>
  account.sandbox.updateItem({ ...place(), field: name, value, type: 'Concealed' });
const remove = (name: string) => account.sandbox.removeField({ ...place(), field: name });
/** An item tells when it was changed in whole seconds. */
const nextSecond = () => sleep(1_100);
const resolve = (key: string) => resolveConnection({ caller: workload, input: { key } });
const view = (key: string) => getConnection({ caller: admin, input: { key } });
/** Reads once more after what is cached is too old to be used. */
async function later(key: string) {
  time.advance(5 * 60 * minuteMs);
  await resolve(key).catch(() => undefined);
  await refreshesSettled();
}
const changes = (key: string) =>
  database().auditEvent.findMany({
    where: { verb: 'connection.variables_changed', subjectLabel: { contains: `(${key})` } },
    select: { details: true },
  });

describe('a connection that is a whole Environment', () => {
  it('gives every variable by its name, with where it came from', async () => {
    const key = await whole();
    const { fields, sources } = await resolve(key);
    expect(JSON.parse(textOfSecret(fields))).toEqual(all);
    expect(Object.keys(JSON.parse(sources)).sort()).toEqual(Object.keys(all).sort());
  });

  it('gives them under a prefix', async () => {
    const key = await whole({ prefix: 'SHOP_' });
    expect(Object.keys(await valuesOf(key)).sort()).toEqual([
      'SHOP_API KEY',
      'SHOP_DB_HOST',
      'SHOP_DB_PASSWORD',
    ]);
  });

  it('gives those alone that are named', async () => {
    const key = await whole({ only: ['DB_HOST'], prefix: 'X_' });
    expect(await valuesOf(key)).toEqual({ X_DB_HOST: 'db.test' });
    expect((await view(key)).environment).toMatchObject({ only: ['DB_HOST'], variables: ['DB_HOST'] });
  });

  it('gives its own field in the place of a variable of that name, and tells of the clash', async () => {
    for (const only of [undefined, ['DB_HOST', 'DB_PASSWORD']]) {
      const key = await whole(only ? { only } : {}, { DB_HOST: { value: 'own' } });
      expect(await valuesOf(key)).toMatchObject({ DB_HOST: 'own', DB_PASSWORD: 'pw' });
      expect((await view(key)).environment).toMatchObject({ clashes: ['DB_HOST'] });
    }
  });

  it('gives the variable again once its own field is gone', async () => {
    const key = await whole({ only: ['DB_HOST'] }, { DB_HOST: { value: 'own' } });
    await updateConnection({ caller: admin, input: { key, patch: { fields: { DB_HOST: null } } } });
    expect(await valuesOf(key)).toEqual({ DB_HOST: 'db.test' });
  });

  it('takes names that are Object’s own', async () => {
    id = newEnvironment(JSON.parse('{"__proto__": "a", "constructor": "b", "toString": "c"}'));
    const key = await whole();
    const text = textOfSecret((await resolve(key)).fields);
    expect(Object.entries(JSON.parse(text)).sort()).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['toString', 'c'],
    ]);
    expect((await view(key)).environment?.variables).toEqual(['__proto__', 'constructor', 'toString']);
    const one = await whole({ only: ['__proto__', 'toString'] });
    expect(Object.keys(await valuesOf(one)).sort()).toEqual(['__proto__', 'toString']);
  });

  it('is told with the names of its variables, and never with a value', async () => {
    const key = await whole({ prefix: 'P_' });
    const told = await view(key);
    expect(told.environment).toMatchObject({
      secretManagerId: desk.manager.id,
      environmentId: id,
      title: 'Shop staging',
      prefix: 'P_',
      variables: ['API KEY', 'DB_HOST', 'DB_PASSWORD'],
      clashes: [],
    });
    expect(told.fields).toEqual({});
    expect(JSON.stringify(told)).not.toContain('db.test');
  });

  it('is served by the hot lane, with the same answer', async () => {
    const key = await whole({}, { DB_HOST: { value: 'own' } });
    const first = await resolve(key);
    const recalled = recallConnection(workload, key);
    expect(recalled && JSON.parse(textOfSecret(recalled.fields))).toEqual({ ...all, DB_HOST: 'own' });
    expect(recalled?.revision).toBe(first.revision);
    // Each name once, in the text too.
    expect(recalled?.sources.split('"DB_HOST"')).toHaveLength(2);
    expect(Object.keys(JSON.parse(recalled?.sources ?? '{}')).sort()).toEqual(Object.keys(all).sort());
  });

  it('costs three requests beside the sign-in when nothing is known: 100 connections over 200 variables', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `NAME_${index}`);
    id = newEnvironment(Object.fromEntries(names.map((name) => [name, `value of ${name}`])));
    const keys: string[] = [];
    for (let at = 0; at < 100; at += 1) keys.push(await whole({ prefix: `C${at}_` }));
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    await providerOf('onepassword').close(desk.manager.id);
    account.sandbox.clearLog();
    const values = await Promise.all(keys.map(valuesOf));
    expect(values.map((each) => Object.keys(each).length)).toEqual(keys.map(() => 200));
    const signIn = ['auth/start', 'auth', 'auth/confirm-key', 'auth/complete', 'account/keysets'];
    const routes = account.sandbox.requests().map(({ route }) => route);
    expect(routes.filter((route) => !signIn.includes(route)).sort()).toEqual([
      'item',
      'items/overviews',
      'vaults',
    ]);
  });
});

describe('a change of the variables', () => {
  it('moves the revision and the ETag, and is told by name in the audit: added and removed', async () => {
    const key = await whole();
    await resolve(key);
    const before = await resolve(key);
    await nextSecond();
    set('ADDED', 'new');
    remove('API KEY');
    await later(key);
    const after = await resolve(key);
    expect(JSON.parse(textOfSecret(after.fields))).toEqual({
      DB_HOST: 'db.test',
      DB_PASSWORD: 'pw',
      ADDED: 'new',
    });
    expect(after.revision).toBe(before.revision + 1);
    expect(after.tag).not.toBe(before.tag);
    expect((await view(key)).revision).toBe(after.revision);
    const [event, ...others] = await changes(key);
    expect(event?.details).toEqual({ added: ['ADDED'], removed: ['API KEY'] });
    expect(others).toEqual([]);
  });

  it('moves the revision of every connection that it is a whole of, once', async () => {
    const keys = [await whole(), await whole({ prefix: 'X_' })];
    await Promise.all(keys.map(resolve));
    await nextSecond();
    set('ADDED', 'new');
    time.advance(5 * 60 * minuteMs);
    await Promise.all([...keys, ...keys].map(resolve));
    const revisions = await Promise.all(keys.map(async (key) => (await resolve(key)).revision));
    expect(revisions).toEqual([2, 2]);
  });

  it('leaves the revision where only a value is another one', async () => {
    const key = await whole();
    const before = await resolve(key);
    await nextSecond();
    set('DB_HOST', 'rotated');
    await later(key);
    const after = await resolve(key);
    expect(JSON.parse(textOfSecret(after.fields))).toMatchObject({ DB_HOST: 'rotated' });
    expect(after.revision).toBe(before.revision);
    expect(await changes(key)).toEqual([]);
  });

  it('moves no revision where it was read in an answer older than what was noted', async () => {
    const key = await whole();
    const manager = await loadManager(desk.manager.id);
    const [field] = (await loadPlan(key))?.fields ?? [];
    if (!manager || field?.kind !== 'binding' || !field.expands) throw new Error('no whole Environment');
    // A process that was told no names yet.
    const { seen: _seen, ...expands } = field.expands;
    const answer = { generation: 0n, fetchedAtMs: 0 };
    await learnVariables({ manager, field: { ...field, expands }, names: ['OLD'], answer });
    expect((await view(key)).revision).toBe(1);
    expect((await view(key)).environment?.variables).toEqual(Object.keys(all).sort());
  });

  it('fails the call by name where a variable that was named alone is removed', async () => {
    const key = await whole({ only: ['DB_HOST', 'API KEY'], prefix: 'P_' });
    await resolve(key);
    await nextSecond();
    remove('DB_HOST');
    await later(key);
    await expect(resolve(key)).rejects.toMatchObject({
      code: 'secret_not_found',
      details: { failed: [{ field: 'P_DB_HOST', code: 'secret_not_found' }] },
    });
    expect((await view(key)).broken).toMatchObject([{ field: 'P_DB_HOST' }]);
  });

  it('tells a connection as broken whose Environment is empty by now, and every variable is refused', async () => {
    const key = await whole({ prefix: 'P_' });
    await resolve(key);
    await nextSecond();
    for (const name of Object.keys(all)) remove(name);
    await later(key);
    await expect(resolve(key)).rejects.toMatchObject({ code: 'secret_not_found' });
    expect((await view(key)).broken).toMatchObject([{ field: 'P_*', isFailing: true }]);
  });
});
