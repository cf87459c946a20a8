import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type EntryThing, entryThings } from '@/lib/api/matrix/testing/things';
import { database } from '@/lib/platform/database';
import { admins, builders, type CallerName, supports } from '../callers';
import { type Case, event, onEach, onNothing, onThings, type Rows } from '../case';
import {
  changed,
  clearedEntries,
  has,
  listed,
  type Outcome,
  placeOfEntry,
  reached,
  shownEntries,
} from '../oracle';
import { makeEntry, managerOfEntry, type World } from '../world';
import { valuesOf } from './connections';

const readers = [...admins, ...builders, ...supports];
const clearers = [...admins, ...supports];

const inOrder = (names: readonly string[]) => entryThings.filter((thing) => names.includes(thing));
const shownTo = (caller: CallerName) => inOrder(listed(shownEntries, caller));

/** Which entries of the world an answer names by their subjects. */
function entriesIn(answer: unknown, world: World): EntryThing[] {
  const subjects = valuesOf(answer, 'subject');
  return entryThings.filter((thing) => subjects.includes(world.entries[thing].subject));
}

export const cacheRows: Rows = {
  listEntries: onNothing({
    who: readers,
    input: {},
    check: (answer, caller, world) => expect(entriesIn(answer, world)).toEqual(shownTo(caller)),
  }),

  summarizeEntries: onNothing({
    who: readers,
    input: {},
    check: (answer, caller) => expect(Object(answer).all.all).toBe(shownTo(caller).length),
  }),

  listFailures: onNothing({
    who: readers,
    input: {},
    check: (answer, caller, world) => expect(entriesIn(answer, world)).toEqual(shownTo(caller)),
  }),

  previewSelection: {
    cases: (world) =>
      onEach(entryThings, world, {
        who: readers,
        input: (thing) => ({ ids: [world.entries[thing].id] }),
        check: (answer, thing, caller) =>
          expect(Object(answer).count).toBe(has(shownEntries, caller, thing) ? 1 : 0),
      }),
  },

  getReference: {
    cases: (world) =>
      onEach(entryThings, world, {
        who: readers,
        see: shownEntries,
        input: (thing) => ({ subject: world.entries[thing].subject }),
        check: (answer, _thing, caller) => {
          const keys = valuesOf({ items: Object(answer).connections }, 'key');
          expect(keys.filter((key) => !has(reached, caller, key))).toEqual([]);
        },
      }),
  },

  readTimeline: {
    cases: (world) =>
      onEach(entryThings, world, {
        who: readers,
        see: shownEntries,
        input: (thing) => ({ subject: world.entries[thing].subject }),
        // Each timeline tells that it was bound in a connection of B: to those alone who see that one.
        check: (answer, _thing, caller) =>
          expect(valuesOf(answer, 'connection').includes('other')).toBe(has(reached, caller, 'other')),
      }),
  },

  refreshEntry: {
    cases: (world) =>
      onEach(entryThings, world, {
        who: readers,
        see: refreshed,
        input: (thing) => ({ id: world.entries[thing].id }),
        events: (thing) => [`cache.entry_refreshed @ ${placeOfEntry[thing]}`],
      }),
  },

  refreshSelection: {
    cases: (world) =>
      onEach(entryThings, world, {
        who: readers,
        input: (thing) => ({ ids: [world.entries[thing].id] }),
      }).map((each) => ({
        ...each,
        events: (caller) =>
          has(refreshed, caller, each.name)
            ? [event('cache.entries_refreshed', managerOfEntry(entryOf(each)))]
            : [],
      })),
  },

  clearEntry: {
    cases: (world) =>
      onEach(entryThings, world, {
        who: clearers,
        see: shownEntries,
        may: clearedEntries,
        input: (thing) => ({ id: world.entries[thing].id }),
        events: (thing) => [`cache.entry_cleared @ ${placeOfEntry[thing]}`],
        check: (_answer, thing) => restore(world, [thing]),
      }),
  },

  clearSelection: {
    cases: (world) => [...entryThings.map((thing) => clearing(world, thing)), ...mixed(world)],
  },

  clearEntries: onThings({
    who: clearers,
    see: reached,
    may: changed,
    input: (thing, world) => ({ secretManagerId: world.managers[thing] }),
    events: (thing) => [event('cache.manager_cleared', thing)],
    check: (_answer, thing, _caller, world) =>
      restore(
        world,
        entryThings.filter((each) => managerOfEntry(each) === thing),
      ),
  }),
};

/** Of a secret manager of no project nothing is read, not even by those who see it. */
const refreshed = {
  ...shownEntries,
  admin: shownEntries.admin.replace(' ofNone', ''),
  keyAll: shownEntries.keyAll.replace(' ofNone', ''),
};

function entryOf({ name }: Case): EntryThing {
  return entryThings.find((thing) => thing === name) ?? 'loose';
}

/** Makes entries again that went, so that the world stays whole. */
async function restore(world: World, wanted: readonly EntryThing[]): Promise<void> {
  for (const thing of wanted) world.entries[thing] = await makeEntry(world, thing);
}

function outcomeOf(caller: CallerName, wanted: readonly EntryThing[]): Outcome {
  if (!clearers.some((name) => name === caller)) return 'forbidden';
  const shown = wanted.filter((thing) => has(shownEntries, caller, thing));
  const isSome = shown.some((thing) => has(clearedEntries, caller, thing));
  return shown.length === 0 || isSome ? 'allowed' : 'forbidden';
}

function clearing(world: World, thing: EntryThing): Case {
  return selection(world, [thing]);
}

/** What may not be cleared among what may stays. */
function mixed(world: World): Case[] {
  return entryThings
    .filter((thing) => thing !== 'boundOwn')
    .map((thing) => selection(world, ['boundOwn', thing]));
}

function selection(world: World, wanted: readonly EntryThing[]): Case {
  const cleared = (caller: CallerName) =>
    wanted.filter((thing) => has(shownEntries, caller, thing) && has(clearedEntries, caller, thing));
  const idsOf = () => ({ ids: wanted.map((thing) => world.entries[thing].id) });
  return {
    name: wanted.join(' and '),
    outcome: (caller) => outcomeOf(caller, wanted),
    input: idsOf(),
    fresh: async () => idsOf(),
    events: (caller) => [
      ...new Set(cleared(caller).map((thing) => event('cache.entries_cleared', managerOfEntry(thing)))),
    ],
    check: async (answer, caller) => {
      expect(answer).toEqual({ cleared: cleared(caller).length });
      await restore(world, cleared(caller));
    },
  };
}

/** What the timelines and the list of failures are about: each reference failed once, and was bound in a connection of B. */
export async function makeCacheEvents(world: World): Promise<void> {
  for (const thing of entryThings) {
    const { subject, reference } = world.entries[thing];
    const secretManagerId = world.managers[managerOfEntry(thing)];
    const base = { subject, secretManagerId, reference, at: new Date(), since: new Date() };
    await database().cacheEvent.createMany({
      data: [
        { ...base, id: randomUUID(), slot: 'failed', kind: 'failed', code: 'secret_not_found', failures: 1 },
        { ...base, id: randomUUID(), slot: 'bound', kind: 'bound', by: 'somebody', detail: 'other' },
      ],
    });
  }
}
