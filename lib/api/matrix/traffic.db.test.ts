import { beforeAll, describe, expect, it } from 'vitest';
import { flushEvents } from '@/lib/cache/flush-events';
import { flushUsage } from '@/lib/cache/usage';
import { flushHistory } from '@/lib/history/flush';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { callersOf } from './testing/callers';
import type { Case } from './testing/case';
import { makeAccounts } from './testing/rows/accounts';
import { allRows } from './testing/rows/all';
import { makeCacheEvents } from './testing/rows/cache';
import { makeStandingRepoints } from './testing/rows/connection-bulk';
import { makeEvents } from './testing/rows/platform';
import { loadVerbs, type Verb } from './testing/verbs';
import { makeWorld, type World } from './testing/world';

// Everything that the console and the API can ask for, but a workload's own reads and what is done to the cache itself,
// which is told there: refreshing and clearing. A new verb is tried as soon as it has its row.
const isConsoles = ({ right }: Verb) =>
  right !== null && right !== 'value:resolve' && !['cache:refresh', 'cache:clear'].includes(right);

// What is done to a reference, or found of one that is cached already, stands in its timeline whoever did it.
const ofReferences = ['bound', 'cleared', 'token_replaced', 'found', 'rotated'];

useTestDatabase();
const account = useTestAccount();
let world: World;
let verbs: Verb[];
const allowed: string[] = [];

beforeAll(async () => {
  world = await makeWorld(account.sandbox);
  for (const furnish of [makeAccounts, makeCacheEvents, makeStandingRepoints, makeEvents])
    await furnish(world);
  verbs = [...(await loadVerbs()).values()].filter(isConsoles);
});

const notThere = (input: unknown) => withReferences(input, 'op://Matrix/not there/at all');
const ways: Record<string, (input: unknown) => unknown> = {
  'as it is meant': (input) => input,
  'about items that are not there': notThere,
  'about fields that are not there': (input) => withReferences(input, 'op://Matrix/own/at all'),
  'while 1Password cannot be reached': (input) => {
    account.sandbox.injectFault({ kind: 'status', status: 500 });
    return notThere(input);
  },
};

describe('what people do is no traffic of workloads', () => {
  it.each(Object.keys(ways))(
    'called %s',
    async (way) => {
      const wrong: string[] = [];
      for (const verb of verbs) {
        const [first] = allRows[verb.name]?.cases(world).filter(isAdmins) ?? [];
        if (!first) continue;
        const input = first.fresh ? await first.fresh('admin') : first.input;
        const before = await traces();
        if (await isDone(verb, ways[way]?.(input))) allowed.push(verb.name);
        for (const trace of await traces()) if (!before.has(trace)) wrong.push(`${verb.name}: ${trace}`);
      }
      account.sandbox.clearFaults();
      expect(wrong).toEqual([]);
    },
    240_000,
  );

  it('which was tried of each verb that an admin may call', () => {
    const tried = verbs.filter(({ name }) => allRows[name]?.cases(world).some(isAdmins));
    // Another verb has changed the password of its case.
    const known = ['reauthenticate'];
    const missing = tried.map(({ name }) => name).filter((name) => !allowed.includes(name));
    expect(missing.filter((name) => !known.includes(name))).toEqual([]);
    expect(tried.length).toBeGreaterThan(50);
  });
});

const isAdmins = (each: Case) => each.outcome('admin') === 'allowed';

async function isDone(verb: Verb, input: unknown): Promise<boolean> {
  try {
    const answer = await verb.call({ caller: callersOf(world).admin, input });
    // A test of a connection goes on after its first answer.
    await Object(answer).result;
    return true;
  } catch {
    return false;
  }
}

/** The same input with every reference in it another one. */
function withReferences(input: unknown, reference: string): unknown {
  return JSON.parse(
    JSON.stringify(input ?? null, (_name, value: unknown) =>
      typeof value === 'string' && value.startsWith('op://') ? reference : value,
    ),
  );
}

/** What is told of workloads' reads, each as a text: what they used and missed, failures, absences, counts. */
async function traces(): Promise<Set<string>> {
  await flushUsage();
  await flushEvents();
  await flushHistory();
  const entries = await database().cacheEntry.findMany();
  const events = await database().cacheEvent.findMany({ where: { kind: { notIn: ofReferences } } });
  // What was cached as absent and is found after all is told, whoever found it.
  const known = new Set(Object.values(world.entries).map(({ subject }) => subject));
  const counts = await database().historyRollup.findMany({
    where: { OR: [{ measure: { startsWith: 'read.' } }, { measure: { startsWith: 'failed.' } }] },
  });
  return new Set([
    ...entries.flatMap(({ key, state, hits, lastReadBy, lastErrorCode }) => [
      ...(state === 'absent' ? [`absent ${key}`] : []),
      ...(hits > 0 || lastReadBy ? [`${key} read ${hits} times by ${lastReadBy}`] : []),
      ...(lastErrorCode ? [`${key} failed with ${lastErrorCode}`] : []),
    ]),
    ...events
      .filter(({ kind, subject }) => kind !== 'first' || !known.has(subject))
      .map(({ subject, kind, reads, refreshes, failures, code }) =>
        [subject, kind, reads, refreshes, failures, code].join(' '),
      ),
    ...counts.map(({ secretManagerId, measure, total }) => `${secretManagerId} ${measure} ${total}`),
  ]);
}
