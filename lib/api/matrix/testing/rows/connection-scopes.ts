import { things } from '@/lib/api/matrix/testing/things';
import { admins, builders, type CallerName } from '../callers';
import type { Case, Rows } from '../case';
import { changed, has, type Outcome, placeOfBoth, reached } from '../oracle';
import { makeConnection, scopeOf, type World } from '../world';

const writers = [...admins, ...builders];

/** Every way from one scope to another, and a change that keeps it. */
export const connectionScopeRows: Rows = {
  updateConnection: { cases: (world) => [...renamings(world), ...rescopings(world)] },
};

function outcomeOf(caller: CallerName, before: string, after: string): Outcome {
  if (!writers.some((name) => name === caller)) return 'forbidden';
  if (!has(reached, caller, before)) return 'not_found';
  return has(changed, caller, before) && has(changed, caller, after) ? 'allowed' : 'forbidden';
}

function renamings(world: World): Case[] {
  return things.map((thing) => ({
    name: `${thing} renamed`,
    outcome: (caller) => outcomeOf(caller, thing, thing),
    input: { key: world.connections[thing].key, patch: { name: 'Other', key: 'another' } },
    fresh: async () => ({
      key: (await makeConnection(world, thing, { isBound: false })).key,
      patch: { name: 'Other' },
    }),
    events: () => [`connection.updated @ ${placeOfBoth(thing, thing)}`],
  }));
}

function rescopings(world: World): Case[] {
  return things.flatMap((before) =>
    things.map((after) => ({
      name: `${before} to ${after}`,
      outcome: (caller: CallerName) => outcomeOf(caller, before, after),
      input: { key: world.connections[before].key, patch: scopeOf(world, after) },
      fresh: async () => ({
        key: (await makeConnection(world, before, { isBound: false })).key,
        patch: scopeOf(world, after),
      }),
      events: () => [`connection.updated @ ${placeOfBoth(before, after)}`],
    })),
  );
}
