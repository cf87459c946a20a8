import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { things } from '@/lib/api/matrix/testing/things';
import { admins, builders, type CallerName, supports } from '../callers';
import { type Case, event, onNothing, onThings, type Rows } from '../case';
import { changed, decided, has, listed, type Outcome, placeOfBoth, reached, used } from '../oracle';
import { makeManager, scopeOf, type World } from '../world';
import { valuesOf } from './connections';

const readers = [...admins, ...builders, ...supports];

/** Which things' secret managers an answer names. */
function managersIn(ids: readonly string[], world: World) {
  return things.filter((thing) => ids.includes(world.managers[thing]));
}

const inOrder = (names: readonly string[]) => things.filter((thing) => names.includes(thing));

const list = (name: string, input: unknown = {}) =>
  onNothing({
    who: readers,
    input,
    check: (answer, caller, world) =>
      expect(managersIn(valuesOf(answer, name), world)).toEqual(inOrder(listed(reached, caller))),
  });

export const managerRows: Rows = {
  listManagers: list('id'),
  listQuota: list('secretManagerId'),

  getManager: onThings({
    who: readers,
    see: reached,
    input: (thing, world) => ({ id: world.managers[thing] }),
    check: (answer, thing, _caller, world) => expect(answer).toMatchObject({ id: world.managers[thing] }),
  }),

  readHistory: {
    cases: (world) => [
      ...onThings({
        who: readers,
        see: reached,
        input: (thing) => ({ secretManagerId: world.managers[thing], range: 'hour' }),
      }).cases(world),
      {
        name: 'all',
        outcome: (caller) => (readers.some((name) => name === caller) ? 'allowed' : 'forbidden'),
        input: { range: 'hour' },
        check: (answer, caller) =>
          expect(managersIn(valuesOf({ items: Object(answer).managers }, 'secretManagerId'), world)).toEqual(
            inOrder(listed(reached, caller)),
          ),
      },
    ],
  },

  getAccess: onThings({
    who: admins,
    see: reached,
    may: changed,
    input: (thing, world) => ({ id: world.managers[thing] }),
  }),

  setAccess: onThings({
    who: admins,
    see: reached,
    may: changed,
    input: (thing, world) => ({ id: world.managers[thing], projects: grantsOf(world, thing) }),
    fresh: async (thing, world) => ({
      id: await makeManager(world, thing),
      projects: grantsOf(world, thing),
    }),
    events: (thing) => [event('secret_manager.access_set', thing)],
  }),

  previewAccess: {
    cases: (world) =>
      things.map((thing) => ({
        name: thing,
        outcome: (caller) => decided(caller, thing, { who: admins, see: used, may: changed }),
        input: { id: world.managers[thing], patterns: ['op://Matrix/**'] },
      })),
  },

  previewRefusals: onThings({
    who: admins,
    see: reached,
    may: changed,
    input: (thing, world) => ({ id: world.managers[thing], projects: grantsOf(world, thing) }),
  }),

  closeBreaker: onThings({
    who: admins,
    see: reached,
    may: changed,
    input: (thing, world) => ({ id: world.managers[thing] }),
    fresh: async (thing, world) => ({ id: await makeManager(world, thing) }),
    events: (thing) => [event('secret_manager.breaker_closed', thing)],
  }),

  recheckManager: onThings({
    who: [...admins, ...supports],
    see: reached,
    input: (thing, world) => ({ id: world.managers[thing] }),
    events: (thing) => [event('secret_manager.tested', thing)],
  }),

  removeManager: onThings({
    who: admins,
    see: reached,
    may: changed,
    input: (thing, world) => ({ id: world.managers[thing], force: 'yes' }),
    fresh: async (thing, world) => ({ id: await makeManager(world, thing), force: 'no' }),
    events: (thing) => [event('secret_manager.removed', thing)],
  }),

  connectManager: {
    // What is wrong with a token is said as such.
    odd: ['config.serviceAccountToken: invalid_token'],
    cases: (world) =>
      things.map((thing) => ({
        name: thing,
        outcome: (caller) => decided(caller, thing, { who: admins, may: changed }),
        input: connecting(world, thing),
        fresh: async () => connecting(world, thing),
        events: () => [event('secret_manager.connected', thing)],
      })),
  },

  testCredential: {
    odd: ['config.serviceAccountToken: invalid_token'],
    cases: (world) => [
      {
        name: 'a token',
        outcome: (caller) => (admins.some((name) => name === caller) ? 'allowed' : 'forbidden'),
        input: { provider: 'onepassword', config: { serviceAccountToken: world.token } },
      },
    ],
  },
};

export const managerScopeRows: Rows = {
  updateManager: {
    odd: ['patch.config.serviceAccountToken: invalid_token'],
    cases: (world) => [...renamings(world), ...rescopings(world), replacement(world)],
  },
};

function grantsOf(world: World, thing: (typeof things)[number]) {
  const ids = thing === 'platform' ? [world.projects.A] : scopeOf(world, thing).projectIds;
  return ids.map((projectId) => ({ projectId, patterns: ['op://Matrix/**'] }));
}

const connecting = (world: World, thing: (typeof things)[number]) => ({
  name: `Made ${randomUUID()}`,
  provider: 'onepassword',
  config: { serviceAccountToken: world.token },
  ...scopeOf(world, thing),
});

function outcomeOf(caller: CallerName, before: string, after: string): Outcome {
  if (!admins.some((name) => name === caller)) return 'forbidden';
  if (!has(reached, caller, before)) return 'not_found';
  return has(changed, caller, before) && has(changed, caller, after) ? 'allowed' : 'forbidden';
}

function renamings(world: World): Case[] {
  const patch = () => ({ name: `Other ${randomUUID()}`, plan: 'teams', policy: { freshMs: 60_000 } });
  return things.map((thing) => ({
    name: `${thing} renamed`,
    outcome: (caller) => outcomeOf(caller, thing, thing),
    input: { id: world.managers[thing], patch: patch() },
    fresh: async () => ({ id: await makeManager(world, thing), patch: patch() }),
    events: () => [`secret_manager.updated @ ${placeOfBoth(thing, thing)}`],
  }));
}

function rescopings(world: World): Case[] {
  return things.flatMap((before) =>
    things.map((after) => ({
      name: `${before} to ${after}`,
      outcome: (caller: CallerName) => outcomeOf(caller, before, after),
      input: { id: world.managers[before], patch: scopeOf(world, after) },
      fresh: async () => ({ id: await makeManager(world, before), patch: scopeOf(world, after) }),
      events: () => [`secret_manager.updated @ ${placeOfBoth(before, after)}`],
    })),
  );
}

/** A new token signs in first: tried once, on what is wholly of A. */
function replacement(world: World): Case {
  const patch = { config: { serviceAccountToken: world.token } };
  return {
    name: 'own with a new token',
    outcome: (caller) => outcomeOf(caller, 'own', 'own'),
    input: { id: world.managers.own, patch },
    fresh: async () => ({ id: await makeManager(world, 'own'), patch }),
    events: () => [event('secret_manager.token_replaced', 'own')],
  };
}
