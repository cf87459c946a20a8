import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type Thing, things } from '@/lib/api/matrix/testing/things';
import { tagConnections } from '@/lib/connections/tag';
import { systemCaller } from '@/lib/kernel/caller';
import { admins, builders, supports, workloads } from '../callers';
import { type Case, event, onEach, onNothing, onThings, type Row, type Rows } from '../case';
import { changed, decided, has, listed, reached, resolved } from '../oracle';
import { makeConnection, scopeOf, type World } from '../world';

const readers = [...admins, ...builders, ...supports];
const writers = [...admins, ...builders];
const newKey = () => `made-${randomUUID()}`;
const fresh = (world: World, thing: Thing) => makeConnection(world, thing);

/** What a list of connections shows of the world, by thing, in the order of the names of things. */
function thingsIn(keys: readonly string[], world: World): Thing[] {
  return things.filter((thing) => keys.includes(world.connections[thing].key));
}

const inOrder = (names: readonly string[]) => things.filter((thing) => names.includes(thing));

const making = (world: World, thing: Thing) => ({
  key: newKey(),
  name: 'Made',
  app: 'custom',
  ...scopeOf(world, thing),
  fields: { url: { value: 'https://example.com' } },
});

/** Bound through the secret manager of a thing, in a connection of project A. */
const boundThrough = (world: World, thing: Thing) => ({
  ...making(world, 'own'),
  fields: { secret: { secretManagerId: world.managers[thing], reference: world.referenceOf('own') } },
});

/** What gives the values of a connection, or tells of them: to those who may resolve it. */
const byResolvers: Row = {
  ...onThings({
    who: [...workloads, 'keyA', 'keyAll'],
    see: resolved,
    input: (thing, world) => ({ key: world.connections[thing].key }),
    check: (answer, thing) => expect(answer).toMatchObject({ key: thing }),
  }),
  oddCaller: 'workAll',
};

export const connectionRows: Rows = {
  createConnection: {
    // A typed secret may hold anything that is text, up to so much.
    odd: ['fields.url.value as a text with NUL', 'fields.url.value as 100,000 characters'],
    cases: (world) => [
      ...onEach(things, world, {
        who: writers,
        may: changed,
        input: (thing) => making(world, thing),
        fresh: async (thing) => making(world, thing),
        events: (thing) => [event('connection.created', thing)],
      }),
      ...things.map((thing) => ({
        name: `bound through ${thing}`,
        input: boundThrough(world, thing),
        fresh: async () => boundThrough(world, thing),
        outcome: (caller: Parameters<typeof decided>[0]) => {
          const own = decided(caller, 'own', { who: writers, may: changed });
          if (own !== 'allowed') return own;
          if (thing === 'none' || !has(reached, caller, thing)) return 'not_found';
          return thing === 'other' ? 'forbidden' : 'allowed';
        },
        events: () => [event('connection.created', 'own')],
      })),
    ],
  },

  // That a key is taken is told whoever has it: saving would tell it too.
  lookUpKey: {
    cases: (world) =>
      onEach(things, world, {
        who: writers,
        input: (thing) => ({ key: world.connections[thing].key }),
        check: (answer) => expect(answer).toMatchObject({ isTaken: true }),
      }),
  },

  getConnectionUsage: onThings({
    who: readers,
    see: reached,
    input: (thing, world) => ({ key: world.connections[thing].key }),
  }),

  getConnection: onThings({
    who: readers,
    see: reached,
    input: (thing, world) => ({ key: world.connections[thing].key }),
    check: (answer, thing, caller) =>
      expect(answer).toMatchObject({
        key: thing,
        mayChange: writers.some((name) => name === caller) && has(changed, caller, thing),
      }),
  }),

  listVersions: onThings({
    who: readers,
    see: reached,
    input: (thing, world) => ({ key: world.connections[thing].key }),
    check: (answer) => expect(Object(answer).items).toMatchObject([{ number: 1, cause: 'recorded' }]),
  }),

  previewRestore: onThings({
    who: writers,
    see: reached,
    may: changed,
    input: (thing, world) => ({ key: world.connections[thing].key, version: 1 }),
    check: (answer) => expect(answer).toMatchObject({ changes: [] }),
  }),

  restoreVersion: onThings({
    who: writers,
    see: reached,
    may: changed,
    input: (thing, world) => ({ key: world.connections[thing].key, version: 1, restore: {} }),
    fresh: async (thing, world) => {
      const { key } = await makeConnection(world, thing, { isBound: false });
      await tagConnections({ caller: systemCaller, input: { keys: [key], add: ['later'] } });
      return { key, version: 1, restore: {} };
    },
    events: (thing) => [event('connection.restored', thing)],
  }),

  exportConnection: onThings({
    who: readers,
    see: reached,
    input: (thing, world) => ({ key: world.connections[thing].key }),
    check: (answer, thing) => expect(answer).toContain(`# key: ${thing}\n`),
  }),

  listConnections: onNothing({
    who: readers,
    input: {},
    check: (answer, caller, world) =>
      expect(thingsIn(valuesOf(answer, 'key'), world)).toEqual(inOrder(listed(reached, caller))),
  }),

  listTags: onNothing({
    who: readers,
    check: (answer, caller) =>
      expect(valuesOf(answer, 'tag').sort()).toEqual(
        listed(reached, caller)
          .map((thing) => `tag-${thing}`)
          .sort(),
      ),
  }),

  listUsedBy: onNothing({
    who: readers,
    input: {},
    check: (answer, caller, world) =>
      expect(thingsIn(valuesOf(answer, 'key'), world)).toEqual(inOrder(listed(reached, caller))),
  }),

  listPlaces: {
    cases: (world) => [
      {
        name: 'items of the vault',
        input: { secretManagerId: world.managers.platform, vault: world.vaultId },
        outcome: (caller) => (readers.some((name) => name === caller) ? 'allowed' : 'forbidden'),
        check: (answer, caller) =>
          expect(valuesOf(answer, 'title').sort()).toEqual(listed(reached, caller).sort()),
      },
    ],
  },

  removeConnection: onThings({
    who: writers,
    see: reached,
    may: changed,
    input: (thing, world) => ({ key: world.connections[thing].key }),
    fresh: async (thing, world) => ({ key: (await fresh(world, thing)).key }),
    events: (thing) => [event('connection.removed', thing)],
  }),

  duplicateConnection: onThings({
    who: writers,
    see: reached,
    may: changed,
    input: (thing, world) => ({ key: world.connections[thing].key, as: { key: newKey(), name: 'Copy' } }),
    fresh: async (thing, world) => ({
      key: (await makeConnection(world, thing, { isBound: false })).key,
      as: { key: newKey(), name: 'Copy' },
    }),
    events: (thing) => [event('connection.created', thing)],
  }),

  resolveConnection: byResolvers,

  watchConnection: byResolvers,

  resolveConnections: {
    odd: ['keys.0: allowed'],
    oddCaller: 'workAll',
    cases: (world) =>
      things.map(
        (thing): Case => ({
          name: `own and ${thing}`,
          outcome: (caller) => ([...workloads, 'keyA', 'keyAll'].includes(caller) ? 'allowed' : 'forbidden'),
          input: { keys: [world.connections.own.key, world.connections[thing].key], mode: 'each' },
          check: (answer, caller) => {
            const wanted = (['own', thing] as const).map((each) => has(resolved, caller, each));
            expect(valuesOf({ items: Object(answer).results }, 'ok')).toEqual(wanted.map(String));
          },
        }),
      ),
  },

  beginTest: onThings({
    who: writers,
    see: reached,
    input: (thing, world) => ({ key: world.connections[thing].key, path: '/' }),
    check: (answer) => ended(answer),
    events: (thing) => [event('connection.tested', thing)],
  }),
};

/** Values of one property, of a list's items. */
export function valuesOf(answer: unknown, name: string): string[] {
  const items: unknown = Array.isArray(answer) ? answer : Object(answer).items;
  if (!Array.isArray(items)) throw new Error('the answer is no list');
  return items.map((item: unknown) => String(Object(item)[name]));
}

async function ended(answer: unknown): Promise<void> {
  await Promise.resolve(Object(answer).result);
}
