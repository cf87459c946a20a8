import { expect } from 'vitest';
import { type Thing, things } from '@/lib/api/matrix/testing/things';
import { database } from '@/lib/platform/database';
import { estimateScan } from '@/lib/scans/scan-estimate';
import { admins, builders, type CallerName, supports, workloads } from '../callers';
import { type Case, event, onNothing, onThings, type Rows } from '../case';
import { changed, decided, has, listed, type Outcome, reached, used } from '../oracle';
import { makeConnection, type World } from '../world';
import { valuesOf } from './connections';

const readers = [...admins, ...builders, ...supports];
const writers = [...admins, ...builders];
const inOrder = (names: readonly string[]) => things.filter((thing) => names.includes(thing));

/** The things whose secret manager has one of these names, as the world makes them. */
const managersNamed = (names: readonly string[]) =>
  things.filter((thing) => names.some((name) => name.startsWith(`${thing} `)));

/** Which items of the platform's secret manager somebody may use: what one of their projects may. */
const granted: Record<CallerName, string> = {
  admin: 'own shared other platform none',
  keyAll: 'own shared other platform none',
  workAll: 'own shared other platform none',
  keyA: 'own shared',
  workA: 'own shared',
  workOne: '',
  builderA: 'own shared',
  supportA: 'own shared',
  builderAB: 'own shared other',
  supportAB: 'own shared other',
  builder0: '',
  odd: '',
};

/** How many steps below the vaults somebody looks. */
function depthOf(input: object): number {
  if ('path' in input) return Object(input.path).length;
  return 'itemId' in input ? 2 : Number('vaultId' in input || 'environmentId' in input);
}

const browsing = (input: (world: World) => object) => (world: World) =>
  things.map(
    (thing): Case => ({
      name: thing,
      // What their projects may use nothing of leads nowhere: nobody without one is shown a vault's items.
      outcome: (caller) => {
        const outcome = decided(caller, thing, { who: writers, see: used });
        return outcome === 'allowed' && depthOf(input(world)) > 0 && caller === 'builder0'
          ? 'not_found'
          : outcome;
      },
      input: { id: world.managers[thing], ...input(world) },
      check: (answer, caller) => {
        if (thing !== 'platform' || depthOf(input(world)) !== 1) return;
        const list = Object(answer).variables ?? answer;
        const named = [...valuesOf(list, 'title'), ...valuesOf(list, 'name')];
        const titles = named.filter((title) => things.some((each) => each === title));
        expect(titles.sort()).toEqual(listed(granted, caller).sort());
      },
    }),
  );

/** A reference through the secret manager of each thing, and the item of each through the platform's. */
const lookingUp =
  (who: readonly CallerName[], isFound: (answer: unknown) => unknown) =>
  (world: World): Case[] => [
    ...onThings({
      who,
      see: used,
      input: (thing) => ({ secretManagerId: world.managers[thing], reference: world.referenceOf('own') }),
    }).cases(world),
    ...things.map(
      (item): Case => ({
        name: `the item of ${item} through the platform's`,
        outcome: (caller) => decided(caller, 'platform', { who, see: used }),
        input: { secretManagerId: world.managers.platform, reference: world.referenceOf(item) },
        check: (answer, caller) => expect(isFound(answer)).toBe(has(granted, caller, item)),
      }),
    ),
  ];

const named = (what: string, cases: readonly Case[]) =>
  cases.map((each) => ({ ...each, name: `${each.name}, ${what}` }));

export const referenceRows: Rows = {
  browseVaults: { cases: browsing(() => ({})) },
  browsePath: {
    odd: ['path.0: not_found', 'path.1: not_found'],
    cases: (world) => [
      ...browsing((of) => ({ path: [of.vaultId, itemOf(of, 'own')] }))(world),
      ...named('a vault', browsing(({ vaultId }) => ({ path: [vaultId] }))(world)),
      ...named('the top', browsing(() => ({ path: [] }))(world)),
    ],
  },
  browseEnvironments: { cases: browsing(() => ({})) },
  browseVariables: {
    odd: ['environmentId: not_found'],
    cases: browsing(({ environmentId }) => ({ environmentId })),
  },
  browseItems: {
    odd: ['vaultId: not_found'],
    cases: browsing((world) => ({ vaultId: world.vaultId })),
  },
  browseFields: {
    odd: ['vaultId: not_found', 'itemId: not_found'],
    cases: browsing((world) => ({ vaultId: world.vaultId, itemId: itemOf(world, 'own') })),
  },

  checkReference: {
    // What is wrong with a reference is in the answer.
    odd: ['reference: allowed'],
    cases: lookingUp(readers, (answer) => Object(answer).ok),
  },

  suggestReferences: {
    // A text that is no reference means nothing.
    odd: ['reference: allowed'],
    cases: lookingUp(writers, (answer) => Object(answer).kind === 'same'),
  },

  // Over all secret managers: of the platform's, whose items are of several projects, nobody finds what they may not use.
  searchSecrets: onNothing({
    who: writers,
    input: { text: 'own' },
    check: async (answer, caller) => {
      const ids: string[] = Object(answer).unread.map((each: object) => Object(each).secretManagerId);
      const named = await database().secretManager.findMany({ where: { id: { in: ids } } });
      const told = managersNamed(named.map(({ name }) => name));
      expect(told.filter((thing) => !listed(reached, caller).includes(thing))).toEqual([]);
      const items = Object(answer).hits.map(({ titles }: { titles: { item?: string } }) => titles.item);
      const others = ['own', 'shared', 'other', 'platform', 'none'].filter(
        (title) => items.includes(title) && !granted[caller].split(' ').includes(title),
      );
      expect(others).toEqual([]);
    },
  }),

  readForSearch: onThings({
    who: writers,
    see: used,
    input: (thing, world) => ({ secretManagerId: world.managers[thing] }),
  }),

  resolveReferences: {
    odd: ['references.0: allowed'],
    oddCaller: 'workAll',
    cases: (world) => [
      ...onThings({
        who: [...workloads.filter((name) => name !== 'workOne'), 'keyA', 'keyAll'],
        see: used,
        input: (thing) => ({
          secretManagerId: world.managers[thing],
          references: [world.referenceOf('own')],
        }),
      }).cases(world),
      ...things.map(
        (item): Case => ({
          name: `the item of ${item} through the platform's`,
          outcome: (caller) =>
            decided(caller, 'platform', { who: ['workA', 'workAll', 'keyA', 'keyAll'], see: used }),
          input: { secretManagerId: world.managers.platform, references: [world.referenceOf(item)] },
          check: (answer, caller) =>
            expect(valuesOf({ items: Object(answer).results }, 'ok')).toEqual([
              String(has(granted, caller, item)),
            ]),
        }),
      ),
    ],
  },
};

export const scanRows: Rows = {
  estimateAll: onNothing({
    who: readers,
    check: async (answer, caller) => {
      const managers = await database().secretManager.findMany();
      const within = managers.filter(({ name }) =>
        managersNamed([name]).some((thing) => listed(reached, caller).includes(thing)),
      );
      const estimates = await Promise.all(within.map(({ id }) => estimateScan(id)));
      expect(Object(answer).requests).toBe(estimates.reduce((sum, { requests }) => sum + requests, 0));
    },
  }),

  listFindings: onNothing({
    who: readers,
    input: {},
    check: (answer, caller) => {
      const keys = found(answer).map((item) => String(Object(item).connection.key));
      expect(things.filter((thing) => keys.includes(thing))).toEqual(inOrder(listed(reached, caller)));
    },
  }),

  countFindings: onNothing({
    who: readers,
    check: async (answer, caller) => {
      const { all, bySecretManager } = Object(answer);
      const counts: unknown[] = Object.values(Object(bySecretManager));
      expect(all).toBe(await findingsOf(listed(reached, caller)));
      expect(counts.reduce((total: number, count) => total + Number(count), 0)).toBe(all);
    },
  }),

  getScan: onThings({ who: readers, see: reached, input: (thing, world) => ({ id: world.managers[thing] }) }),

  repairReference: {
    through: ['updateConnection'],
    odd: ['field: conflict', 'reference: conflict', 'instead: reference_invalid'],
    cases: (world) =>
      things.map((thing) => ({
        name: thing,
        outcome: (caller) => repaired(caller, thing),
        input: repairing(world, thing, world.connections[thing].key),
        fresh: async () => repairing(world, thing, (await makeConnection(world, thing)).key),
        events: () => [event('connection.updated', thing)],
      })),
  },

  scanManager: onThings({
    who: readers,
    see: used,
    input: (thing, world) => ({ id: world.managers[thing] }),
    events: (thing) => [event('secret_manager.scanned', thing)],
  }),

  scanAllManagers: {
    through: ['scanManager'],
    cases: () => [
      {
        name: 'all in reach',
        outcome: (caller) => (readers.some((name) => name === caller) ? 'allowed' : 'forbidden'),
        input: undefined,
        // Of the others not even the name is told.
        check: (answer, caller) => {
          const names: string[] = Object(answer).items.map((item: object) => Object(item).secretManagerName);
          expect(managersNamed(names)).toEqual(inOrder(listed(reached, caller)));
        },
        events: (caller) =>
          things
            .filter((thing) => has(reached, caller, thing) && has(used, caller, thing))
            .map((thing) => event('secret_manager.scanned', thing)),
      },
    ],
  },
};

const repairing = (world: World, thing: Thing, connection: string) => ({
  connection,
  field: 'secret',
  reference: world.referenceOf(thing),
  instead: world.referenceOf(thing),
});

/** What is of no project may be bound to nothing: its secret manager is of no use to anybody. */
function repaired(caller: CallerName, thing: Thing): Outcome {
  const outcome = decided(caller, thing, { who: writers, see: reached, may: changed });
  return outcome === 'allowed' && thing === 'none' ? 'not_found' : outcome;
}

/** Broken fields of connections of these things, those of this world and what tests added. */
async function findingsOf(wanted: readonly string[]): Promise<number> {
  return database().bindingFinding.count({
    where: {
      kind: { not: 'fine' },
      field: { connection: { tags: { hasSome: wanted.map((thing) => `tag-${thing}`) } } },
    },
  });
}

function found(answer: unknown): unknown[] {
  const { items } = Object(answer);
  return Array.isArray(items) ? items : [];
}

/** The id of a thing's item. */
function itemOf(world: World, thing: Thing): string {
  return world.referenceOf(thing).split('/')[3] ?? '';
}
