import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { admins, builders, supports } from '../callers';
import { event, onEach, onNothing, type Rows } from '../case';
import { changed, has, reached } from '../oracle';
import { makeDestination, placesOfDestinations, type World } from '../world';
import { valuesOf } from './connections';

const adding = ({ projects: { A, B } }: World, thing: (typeof placesOfDestinations)[number]) => ({
  host: `${randomUUID()}.example.com`,
  port: 443,
  projectId: { own: A, other: B, platform: null }[thing],
});

export const destinationRows: Rows = {
  listDestinations: onNothing({
    who: [...admins, ...builders, ...supports],
    input: {},
    check: (answer, caller, world) => {
      const ids = valuesOf(answer, 'id');
      expect(placesOfDestinations.filter((thing) => ids.includes(world.destinations[thing]))).toEqual(
        placesOfDestinations.filter((thing) => has(reached, caller, thing)),
      );
    },
  }),

  addDestination: {
    cases: (world) =>
      onEach(placesOfDestinations, world, {
        who: admins,
        may: changed,
        input: (thing) => adding(world, thing),
        fresh: async (thing) => adding(world, thing),
        events: (thing) => [event('destination.added', thing)],
      }),
  },

  removeDestination: {
    cases: (world) =>
      onEach(placesOfDestinations, world, {
        who: admins,
        see: reached,
        may: changed,
        input: (thing) => ({ id: world.destinations[thing] }),
        fresh: async (thing) => ({ id: await makeDestination(world, thing) }),
        events: (thing) => [event('destination.removed', thing)],
      }),
  },
};
