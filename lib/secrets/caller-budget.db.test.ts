import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { capAbsences, trimAbsences } from '@/lib/cache/absences';
import { flushEvents } from '@/lib/cache/flush-events';
import { forgetAll } from '@/lib/cache/memory';
import { flushUsage } from '@/lib/cache/usage';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { admin, readerOf, workload } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { checkReference } from './check';
import { resolveReferences } from './resolve';

// Read once, when the first test asks for it.
process.env.LATCHKEY_KEY_UPSTREAM_PER_MINUTE = '400';
process.env.LATCHKEY_KEY_ABSENCES_PER_HOUR = '150';

useTestDatabase();
const account = useTestAccount();
let made = 0;
let start = Date.UTC(2027, 0, 1);

beforeEach(() => {
  account.sandbox.setLatency(0);
  start += 86_400_000;
  vi.useFakeTimers({ toFake: ['Date'], now: start });
});
afterEach(() => vi.useRealTimers());

const passes = (ms: number) => vi.setSystemTime(Date.now() + ms);
function newKey(): Caller {
  made += 1;
  return { ...workload, id: `k-budget-${made}`, label: `key ${made}` };
}
const named = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `f${from + at}`);
const desk = (fields: readonly string[]) =>
  connectDesk(account.sandbox, { API: Object.fromEntries(fields.map((name) => [name, `value of ${name}`])) });

/** How many of each answer: sources of values, codes of errors. The code alone when the whole call is refused. */
async function resolved(caller: Caller, { manager }: Desk, fields: readonly string[]) {
  const references = fields.map((field) => `op://${manager.name}/API/${field}`);
  const input = { secretManagerId: manager.id, references };
  const { id, label } = caller;
  const counts: Record<string, number> = {};
  for (const result of (await resolveReferences({ caller: { ...readerOf(manager), id, label }, input }))
    .results) {
    const name = result.ok ? result.source : result.error.code;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
const absentRows = ({ manager }: Desk) =>
  database().cacheEntry.count({ where: { secretManagerId: manager.id, state: 'absent' } });
const overBudget = { code: 'over_budget', status: 429, retryAfterMs: expect.any(Number) };

describe('one key that makes fields up', () => {
  it('leaves no more absences than its budget, is told to wait, and harms no other key', async () => {
    const at = await desk(named(3));
    const [guesser, other] = [newKey(), newKey()];
    const known = await resolved(other, at, named(3));
    expect(known).toEqual({ provider: 3 });
    account.sandbox.clearLog();
    const calls = Array.from({ length: 6 }, (_, call) =>
      resolved(guesser, at, named(1_000, 1_000 * (call + 1))).catch((error: unknown) => error),
    );
    const answers = await Promise.all(calls);
    expect(answers.filter((answer) => answer instanceof Error).length).toBeGreaterThanOrEqual(5);
    expect(answers.find((answer) => answer instanceof Error)).toMatchObject(overBudget);
    await expect.poll(() => absentRows(at), { timeout: 20_000 }).toBe(150);
    expect(account.sandbox.requests().length).toBeLessThan(20);
    passes(61_000);
    await expect(resolved(guesser, at, named(10, 20_000))).rejects.toMatchObject(overBudget);
    expect(await resolved(other, at, named(3))).toEqual({ memory: 3 });
    // What is cached is served on, what the provider is asked for again too.
    expect(await resolved(guesser, at, named(4))).toEqual({ memory: 3, over_budget: 1 });
    passes(25 * 3_600_000);
    expect(await resolved(guesser, at, [...named(3), 'f-other'])).toEqual({
      provider: 3,
      secret_not_found: 1,
    });
  });

  it('leaves no more by many small calls at once', async () => {
    const at = await desk(named(1));
    const key = newKey();
    account.sandbox.setLatency(100);
    const noneOf: Record<string, number> = { over_budget: 60 };
    const calls = Array.from({ length: 6 }, (_, call) =>
      resolved(key, at, named(60, 1_000 + 60 * call)).catch(() => noneOf),
    );
    const answers = await Promise.all(calls);
    account.sandbox.setLatency(0);
    const sumOf = (name: string) => answers.reduce((sum, counts) => sum + (counts[name] ?? 0), 0);
    expect([sumOf('secret_not_found'), sumOf('over_budget')]).toEqual([150, 210]);
    await expect.poll(() => absentRows(at), { timeout: 20_000 }).toBe(150);
  });

  it('is refused as many as it may not ask of the provider in a minute, and answered for the others', async () => {
    const at = await desk(named(600));
    const key = newKey();
    expect(await resolved(key, at, named(600))).toEqual({ provider: 400, over_budget: 200 });
    const rows = () => database().cacheEntry.count({ where: { secretManagerId: at.manager.id } });
    await expect.poll(rows, { timeout: 20_000 }).toBe(400);
    expect(await resolved(key, at, named(600))).toEqual({ memory: 400, over_budget: 200 });
    passes(60_000);
    expect(await resolved(key, at, named(600))).toEqual({ memory: 400, provider: 200 });
  });
});

describe('honest callers', () => {
  it('resolve hundreds of new references that exist, many calls at once, whatever the budget of absences', async () => {
    const at = await desk(named(200));
    const key = newKey();
    const calls = Array.from({ length: 20 }, (_, call) => resolved(key, at, named(10, 10 * call)));
    for (const counts of await Promise.all(calls)) expect(counts).toEqual({ provider: 10 });
  });

  it('wait for one answer together when they ask for the same, and spend for one', async () => {
    const at = await desk(named(1));
    account.sandbox.setLatency(100);
    const key = newKey();
    account.sandbox.clearLog();
    const answers = await Promise.all(Array.from({ length: 500 }, () => resolved(key, at, named(1))));
    for (const counts of answers) expect(counts).toEqual({ provider: 1 });
    expect(account.sandbox.requests().length).toBeLessThan(10);
    account.sandbox.setLatency(0);
    expect(await resolved(key, at, ['missing'])).toEqual({ secret_not_found: 1 });
  });

  it('resolve connections of any size, and what connections bind by reference too', async () => {
    const at = await desk(named(60));
    const reference = (field: string) => `op://${at.manager.name}/API/${field}`;
    const fields = Object.fromEntries(named(60).map((field) => [field, reference(field)]));
    const key = await bind(at, fields);
    forgetAll();
    await database().cacheEntry.deleteMany({ where: { secretManagerId: at.manager.id } });
    const guesser = newKey();
    expect(await resolved(guesser, at, named(150, 500))).toEqual({ secret_not_found: 150 });
    expect(Object.keys(await valuesOf(key))).toHaveLength(60);
    forgetAll();
    await database().cacheEntry.deleteMany({ where: { secretManagerId: at.manager.id } });
    const bound = await database().connectionField.findMany({
      where: { connection: { key } },
      select: { reference: true },
    });
    const input = {
      secretManagerId: at.manager.id,
      references: bound.map((field) => field.reference ?? ''),
    };
    const { results } = await resolveReferences({
      caller: { ...readerOf(at.manager), id: guesser.id },
      input,
    });
    expect(results.filter(({ ok }) => ok)).toHaveLength(60);
  });
});

describe('a person who checks', () => {
  it('has a budget of absences too, told in the answer', async () => {
    const at = await desk(named(1));
    const person = { ...admin, id: `u-budget-${made}` };
    const check = (field: string) =>
      checkReference({
        caller: person,
        input: { secretManagerId: at.manager.id, reference: `op://${at.manager.name}/API/${field}` },
      });
    const answers = await Promise.all(named(160, 100).map(check));
    expect(answers.filter(({ code }) => code === 'over_budget')).toHaveLength(10);
    expect(await check('more')).toMatchObject({ ok: false, code: 'over_budget' });
    expect(await absentRows(at)).toBe(0);
  });
});

describe('absences', () => {
  const keptOf = async ({ manager }: Desk) => {
    const rows = await database().cacheEntry.findMany({
      where: { secretManagerId: manager.id, state: 'absent' },
      select: { reference: true },
    });
    return rows.map(({ reference }) => reference.split('/').at(-1)).sort();
  };
  const events = ({ manager }: Desk) =>
    database().cacheEvent.count({ where: { secretManagerId: manager.id } });

  it('are kept up to a number, the latest asked for first, and their timelines go with them', async () => {
    const at = await desk(named(1));
    await resolved(newKey(), at, named(6, 10));
    passes(1_000);
    await resolved(newKey(), at, ['f12', 'f13']);
    await flushUsage();
    await flushEvents();
    expect(await events(at)).toBeGreaterThanOrEqual(6);
    expect(await capAbsences(at.manager.id, 2)).toBe(4);
    expect(await keptOf(at)).toEqual(['f12', 'f13']);
    const subjects = await database().cacheEvent.groupBy({
      by: ['subject'],
      where: { secretManagerId: at.manager.id },
    });
    expect(subjects).toHaveLength(2);
  });

  it('go an hour after the last question, unless a connection binds them', async () => {
    const at = await desk(named(2));
    const key = await bind(at, { token: `op://${at.manager.name}/API/f0` });
    await resolved(newKey(), at, ['gone-1', 'gone-2']);
    passes(50 * 60_000);
    await resolved(newKey(), at, ['gone-2']);
    await flushUsage();
    passes(20 * 60_000);
    await trimAbsences();
    expect(await keptOf(at)).toEqual(['gone-2']);
    const { reference } =
      (await database().connectionField.findFirst({ where: { connection: { key } } })) ?? {};
    await database().cacheEntry.updateMany({
      where: { secretManagerId: at.manager.id, reference: reference ?? '' },
      data: { state: 'absent', sealedValue: null, absentCode: 'secret_not_found', absentCount: 1 },
    });
    passes(2 * 3_600_000);
    await trimAbsences();
    expect(await keptOf(at)).toEqual([reference?.split('/').at(-1)]);
  });
});
