import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type Thing, things } from '@/lib/api/matrix/testing/things';
import type { AuditVerb } from '@/lib/kernel/audit-verbs';
import { database } from '@/lib/platform/database';
import { admins, builders, type CallerName } from '../callers';
import { type Case, event, onEach, type Row, type Rows } from '../case';
import { changed, decided, has, type Outcome, reached, used } from '../oracle';
import { makeConnection, type World } from '../world';
import { valuesOf } from './connections';

const writers = [...admins, ...builders];
const mayWrite = (caller: CallerName) => writers.some((name) => name === caller);

/** All of them or none: one that is not theirs among theirs refuses the whole. */
function allOrNone(
  verb: AuditVerb,
  more: (world: World) => object = () => ({}),
  ready: (ids: string[]) => Promise<unknown> = async () => undefined,
): Row {
  const keysOf = async (world: World, ...wanted: Thing[]) => {
    const made = await Promise.all(wanted.map((thing) => makeConnection(world, thing)));
    await ready(made.map(({ id }) => id));
    return { keys: made.map(({ key }) => key), ...more(world) };
  };
  return {
    cases: (world) => [
      ...onEach(things, world, {
        who: writers,
        see: reached,
        may: changed,
        input: (thing) => ({ keys: [world.connections[thing].key], ...more(world) }),
        fresh: (thing) => keysOf(world, thing),
        events: (thing) => [event(verb, thing)],
      }),
      ...things.map((thing) => ({
        name: `own and ${thing}`,
        outcome: (caller: CallerName) => together(caller, ['own', thing]),
        input: { keys: [world.connections.own.key, world.connections[thing].key], ...more(world) },
        fresh: () => keysOf(world, 'own', thing),
        events: () => [event(verb, 'own'), event(verb, thing)],
      })),
    ],
  };
}

function together(caller: CallerName, wanted: readonly Thing[]): Outcome {
  if (!mayWrite(caller)) return 'forbidden';
  if (!wanted.every((thing) => has(reached, caller, thing))) return 'not_found';
  return wanted.every((thing) => has(changed, caller, thing)) ? 'allowed' : 'forbidden';
}

export const connectionBulkRows: Rows = {
  disableConnections: allOrNone('connection.disabled'),
  enableConnections: allOrNone(
    'connection.enabled',
    () => ({}),
    (ids) =>
      database().connection.updateMany({ where: { id: { in: ids } }, data: { disabledAt: new Date() } }),
  ),
  tagConnections: allOrNone('connection.tagged', () => ({ add: ['new'], remove: ['old'] })),

  removeConnections: {
    through: ['removeConnection'],
    odd: ['keys.0: allowed'],
    cases: (world) =>
      things.map((thing) => {
        let keys: string[] = [];
        return {
          name: `own and ${thing}`,
          outcome: (caller: CallerName) => (mayWrite(caller) ? 'allowed' : 'forbidden'),
          input: { keys: ['nothing-of-this-name'] },
          fresh: async () => {
            const made = [await makeConnection(world, 'own'), await makeConnection(world, thing)];
            keys = made.map(({ key }) => key);
            return { keys };
          },
          events: (caller: CallerName) =>
            (['own', thing] as const)
              .filter((each) => has(changed, caller, each))
              .map((each) => event('connection.removed', each)),
          check: async (answer: unknown, caller: CallerName) => {
            const codes = (['own', thing] as const).map((each) =>
              decided(caller, each, { who: writers, see: reached, may: changed }),
            );
            const failed = codes.filter((code) => code !== 'allowed').sort();
            expect(valuesOf({ items: Object(answer).failed }, 'code').sort()).toEqual(failed);
            expect(await database().connection.count({ where: { key: { in: keys } } })).toBe(failed.length);
          },
        };
      }),
  },

  previewRepoint: {
    cases: (world) =>
      things.map((to) => {
        const from = to === 'platform' ? 'own' : 'platform';
        const bound = to === 'platform' ? ['own'] : things;
        return {
          name: `to ${to}`,
          outcome: (caller: CallerName) => decided(caller, to, { who: writers, see: used }),
          input: {
            fromId: world.managers[from],
            toId: world.managers[to],
            keys: things.map((thing) => world.connections[thing].key),
          },
          check: (answer: unknown, caller: CallerName) =>
            expect(valuesOf({ items: Object(answer).connections }, 'key').sort()).toEqual(
              bound.filter((thing) => has(reached, caller, thing)).sort(),
            ),
        };
      }),
  },

  repointConnections: {
    // Where a text is no reference, it says so; a key that names nothing is left and named.
    odd: ['changes.0.fields.common: reference_invalid', 'changes.0.key: allowed'],
    cases: (world) => things.map((thing) => repointOf(world, thing)),
  },

  undoRepoint: {
    cases: (world) => [
      ...things.map((thing) => ({
        name: thing,
        outcome: (caller: CallerName) => decided(caller, thing, { who: writers, see: reached, may: changed }),
        input: { id: standingRepoint(world, thing) },
        fresh: async () => ({ id: await makeRepoint(world, thing) }),
        // What is of no project may be bound to nothing, and stays as it is.
        events: () => (thing === 'none' ? [] : [event('connection.repoint_undone', thing)]),
      })),
      ...things.map((thing) => ({
        name: `${thing}, undone already`,
        outcome: (caller: CallerName) => {
          const outcome = decided(caller, thing, { who: writers, see: reached, may: changed });
          return outcome === 'allowed' ? ('conflict' as const) : outcome;
        },
        input: { id: `undone-${thing}` },
      })),
    ],
  },
};

/** Bound through the platform's secret manager now, to be bound through that of A and B. */
function repointOf(world: World, thing: Thing): Case {
  const change = (key: string) => ({
    fromId: world.managers.platform,
    toId: world.managers.shared,
    changes: [{ key, revision: 1, fields: { common: world.referenceOf(thing) } }],
  });
  const isMoved = (caller: CallerName) =>
    has(changed, caller, thing) && thing !== 'platform' && thing !== 'none';
  return {
    name: thing,
    outcome: (caller) => decided(caller, 'shared', { who: writers, see: used }),
    input: change(world.connections[thing].key),
    fresh: async () => change((await makeConnection(world, thing)).key),
    events: (caller) => (isMoved(caller) ? [event('connection.repointed', thing)] : []),
    check: (answer, caller) => {
      const left = valuesOf({ items: Object(answer).left }, 'code');
      const refusal = has(reached, caller, thing) ? 'forbidden' : 'not_found';
      expect(left).toEqual(isMoved(caller) ? [] : [refusal]);
    },
  };
}

const standing = new WeakMap<World, Map<Thing, string>>();

/** The id of a re-point that somebody else made; its row is written by `makeStandingRepoints`. */
function standingRepoint(world: World, thing: Thing): string {
  const ids = standing.get(world) ?? new Map(things.map((each) => [each, randomUUID()]));
  standing.set(world, ids);
  return ids.get(thing) ?? '';
}

/** Writes the re-points that refused callers try to undo. */
export async function makeStandingRepoints(world: World): Promise<void> {
  for (const thing of things) {
    await makeRepoint(world, thing, standingRepoint(world, thing));
    const id = await makeRepoint(world, thing, `undone-${thing}`);
    await database().repoint.update({ where: { id }, data: { undoneAt: new Date() } });
  }
}

/** A re-point of a new connection of a thing, made by somebody else. Returns its id. */
async function makeRepoint(world: World, thing: Thing, id: string = randomUUID()): Promise<string> {
  const { id: connectionId, key } = await makeConnection(world, thing);
  const field = await database().connectionField.findFirstOrThrow({
    where: { connectionId, name: 'common' },
  });
  const binding = (secretManagerId: string) => ({
    secretManagerId,
    reference: field.reference,
    shownReference: field.shownReference,
    shownNames: field.shownNames,
    isVerified: true,
  });
  const fields = [
    {
      id: field.id,
      name: 'common',
      before: binding(world.managers.platform),
      after: binding(world.managers.shared),
    },
  ];
  await database().repoint.create({
    data: {
      id,
      fromId: world.managers.platform,
      toId: world.managers.shared,
      by: 'somebody else',
      byId: 'somebody-else',
      changes: [{ connectionId, key, name: key, revision: 1, fields }],
    },
  });
  return id;
}
