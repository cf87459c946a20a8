import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type Thing, things } from '@/lib/api/matrix/testing/things';
import { admins, builders, type CallerName, platformAdmins, supports } from '../callers';
import { type Case, event, onNothing, onThings, type Row, type Rows } from '../case';
import { changed, decided, has, listed, type Outcome, owned, placeOfBoth } from '../oracle';
import { makeKey, makeProject, makeUser, scopeOf, type World } from '../world';
import { valuesOf } from './connections';

const inOrder = (names: readonly string[]) => things.filter((thing) => names.includes(thing));

const listOf = (kind: 'users' | 'keys') =>
  onNothing({
    who: admins,
    input: {},
    check: (answer, caller, world) => {
      const ids = valuesOf(answer, 'id');
      expect(things.filter((thing) => ids.includes(world[kind][thing]))).toEqual(
        inOrder(listed(owned, caller)),
      );
    },
  });

/** A person of a thing: an admin is the whole platform's. */
const placed = (world: World, thing: Thing) => ({
  role: thing === 'platform' ? 'admin' : 'support',
  projectIds: scopeOf(world, thing).projectIds,
});

const creating = (world: World, thing: Thing) => ({
  name: 'Made',
  email: `${randomUUID()}@example.com`,
  ...placed(world, thing),
});

export const userRows: Rows = {
  listUsers: listOf('users'),

  createUser: {
    cases: (world) =>
      things.map((thing) => ({
        name: thing,
        outcome: (caller) => decided(caller, thing, { who: admins, may: changed }),
        input: creating(world, thing),
        fresh: async () => creating(world, thing),
        events: () => [event('user.created', thing), event('user.invited', thing)],
      })),
  },

  updateUser: { cases: (world) => [...renamings(world), ...rescopings(world)] },

  makeResetLink: onThings({
    who: admins,
    see: owned,
    may: changed,
    input: (thing, world) => ({ id: world.users[thing] }),
    fresh: async (thing, world) => ({ id: await makeUser(world, thing, { hasPassword: true }) }),
    events: (thing) => [event('user.reset_link_made', thing)],
  }),

  inviteUser: onThings({
    who: admins,
    see: owned,
    may: changed,
    input: (thing, world) => ({ id: world.users[thing] }),
    fresh: async (thing, world) => ({ id: await makeUser(world, thing) }),
    events: (thing) => [event('user.invited', thing)],
  }),
};

function outcomeOf(caller: CallerName, before: string, after: string): Outcome {
  if (!admins.some((name) => name === caller)) return 'forbidden';
  if (!has(owned, caller, before)) return 'not_found';
  return has(changed, caller, before) && has(changed, caller, after) ? 'allowed' : 'forbidden';
}

function renamings(world: World): Case[] {
  return [{ name: 'Other' }, { isDisabled: true }].flatMap((patch) =>
    things.map((thing) => ({
      name: `${thing}: ${Object.keys(patch).join()}`,
      outcome: (caller: CallerName) => outcomeOf(caller, thing, thing),
      input: { id: world.users[thing], patch },
      fresh: async () => ({ id: await makeUser(world, thing), patch }),
      events: () => [`user.updated @ ${placeOfBoth(thing, thing)}`],
    })),
  );
}

/** From and to each place, an admin's among them. */
function rescopings(world: World): Case[] {
  return things.flatMap((before) =>
    things.map((after) => ({
      name: `${before} to ${after}`,
      outcome: (caller: CallerName) => outcomeOf(caller, before, after),
      input: { id: world.users[before], patch: placed(world, after) },
      fresh: async () => ({ id: await makeUser(world, before), patch: placed(world, after) }),
      events: () => [`user.updated @ ${placeOfBoth(before, after)}`],
    })),
  );
}

const keyMaking = (world: World, thing: Thing) => ({ name: 'Made', role: 'admin', ...scopeOf(world, thing) });

export const apiKeyRows: Rows = {
  listApiKeys: listOf('keys'),
  getKeyDefaults: onNothing({ who: admins }),
  setKeyDefaults: onNothing({
    who: platformAdmins,
    input: { expiresAfterDays: 30 },
    events: ['setting.changed @ platform'],
  }),

  createApiKey: {
    cases: (world) => [
      ...things.map((thing) => ({
        name: thing,
        outcome: (caller: CallerName) => decided(caller, thing, { who: admins, may: changed }),
        input: keyMaking(world, thing),
        fresh: async () => keyMaking(world, thing),
        events: () => [event('api_key.created', thing)],
      })),
      limited(world, 'other', { connections: [world.connections.other.key] }),
      limited(world, 'none', { connections: [world.connections.none.key] }),
      limited(world, 'the manager of other', {
        references: [{ secretManagerId: world.managers.other, patterns: ['op://**'] }],
      }),
    ],
  },

  revokeApiKey: keyRow('api_key.revoked'),
  rotateApiKey: keyRow('api_key.rotated'),
};

/** A key of A that is to read what A does not reach: nobody makes it, whoever they are. */
function limited(world: World, name: string, limits: object): Case {
  return {
    name: `of A, for ${name}`,
    outcome: (caller) => (admins.some((each) => each === caller) ? 'invalid_input' : 'forbidden'),
    input: { ...keyMaking(world, 'own'), role: 'workload', ...limits },
  };
}

function keyRow(verb: 'api_key.revoked' | 'api_key.rotated'): Row {
  return onThings({
    who: admins,
    see: owned,
    may: changed,
    input: (thing, world) => ({ id: world.keys[thing] }),
    fresh: async (thing, world) => ({ id: await makeKey(world, thing) }),
    events: (thing) => [event(verb, thing)],
  });
}

export const projectRows: Rows = {
  createProject: onNothing({
    who: platformAdmins,
    input: { name: 'Made' },
    fresh: async () => ({ name: `Made ${randomUUID()}` }),
    events: ['project.created @ another'],
  }),

  removeProject: {
    cases: (world) => [
      {
        name: 'one that nothing belongs to',
        outcome: byPlatform('allowed'),
        input: { id: world.projects.A },
        fresh: async () => ({ id: await makeProject(`Empty ${randomUUID()}`) }),
        events: () => ['project.removed @ another'],
      },
      { name: 'one with connections', outcome: byPlatform('in_use'), input: { id: world.projects.A } },
      { name: 'one that is not there', outcome: byPlatform('not_found'), input: { id: 'nothing' } },
    ],
  },

  listProjects: onNothing({
    who: [...admins, ...builders, ...supports],
    check: (answer, caller) => {
      const isOne = caller.endsWith('A') && caller.length > 1;
      const own = caller === 'builder0' ? [] : isOne ? ['A'] : ['A', 'B'];
      expect(valuesOf(answer, 'name').filter((name) => /^[AB]$/.test(name))).toEqual(own);
    },
  }),
};

/** Projects are made and removed by those who have the whole platform in hand. */
function byPlatform(outcome: Outcome) {
  return (caller: CallerName): Outcome =>
    platformAdmins.some((name) => name === caller) ? outcome : 'forbidden';
}
