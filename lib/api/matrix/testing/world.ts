import { hash, randomUUID } from 'node:crypto';
import { cacheKey } from '@/lib/cache/key';
import { sealLiteral } from '@/lib/connections/literal';
import { SecretValue } from '@/lib/kernel/secret-value';
import { credentialColumns } from '@/lib/managers/credential';
import { database } from '@/lib/platform/database';
import { keyring } from '@/lib/platform/keyring';
import type { Sandbox } from '@/sandbox/handle';
import { type EntryThing, entryThings, type Thing, things } from './things';

/** One thing of each kind for each of `things`, with a 1Password account behind the secret managers. */
export interface World {
  sandbox: Sandbox;
  token: string;
  environmentId: string;
  vaultId: string;
  projects: { A: string; B: string };
  managers: Record<Thing, string>;
  connections: Record<Thing, { id: string; key: string }>;
  users: Record<Thing, string>;
  keys: Record<Thing, string>;
  destinations: Record<(typeof placesOfDestinations)[number], string>;
  entries: Record<EntryThing, { id: string; subject: string; reference: string }>;
  /** The item of a thing, by ids: what its connection is bound to. */
  referenceOf(thing: Thing | 'loose'): string;
}

/** A destination is of one project, or of all. */
export const placesOfDestinations = ['own', 'other', 'platform'] as const;

/** The columns of where a thing belongs. */
export function scopeOf({ projects: { A, B } }: Pick<World, 'projects'>, thing: Thing) {
  const projectIds = { own: [A], shared: [A, B], other: [B], platform: [], none: [] }[thing];
  return { scope: thing === 'platform' ? ('platform' as const) : ('project' as const), projectIds };
}

/** The rows of its projects, to be made with it. */
export function ownersOf(world: Pick<World, 'projects'>, thing: Thing) {
  const { scope, projectIds } = scopeOf(world, thing);
  return { scope, projects: { create: projectIds.map((projectId) => ({ projectId })) } };
}

/** Makes it in the open test database, by rows alone: nothing is asked of the provider. */
export async function makeWorld(sandbox: Sandbox): Promise<World> {
  const { id: vaultId } = sandbox.createVault({ name: 'Matrix' });
  const fields = [{ label: 'password', type: 'Concealed' as const, value: 'a value of the matrix' }];
  const items = new Map(
    [...things, 'loose' as const].map((thing) => [
      thing,
      sandbox.createItem({ vault: vaultId, title: thing, category: 'Login', fields }).id,
    ]),
  );
  const { id: environmentId } = sandbox.createEnvironment({
    name: 'Matrix environment',
    variables: [...things, 'loose'].map((name) => ({ name, value: 'a value of the matrix' })),
  });
  const { token } = sandbox.mintToken({ vaults: [vaultId, environmentId] });
  const [A, B] = [await makeProject('A'), await makeProject('B')];
  const itemOf = (thing: Thing | 'loose') => `op://${vaultId}/${items.get(thing) ?? ''}`;
  const base = {
    sandbox,
    token,
    vaultId,
    environmentId,
    projects: { A, B },
    referenceOf: (thing: Thing | 'loose') => `${itemOf(thing)}/password`,
  };
  const granted = (...allowed: Thing[]) =>
    allowed.flatMap((thing) => [`${itemOf(thing)}/**`, `op-environment://${environmentId}/${thing}`]);
  const managers = await each((thing) => makeManager(base, thing));
  await database().secretManagerProject.createMany({
    data: [
      { secretManagerId: managers.platform, projectId: A, patterns: granted('own', 'shared') },
      { secretManagerId: managers.platform, projectId: B, patterns: granted('other', 'shared') },
    ],
  });
  const withManagers = { ...base, managers };
  const connections = await each((thing) => makeConnection(withManagers, thing, { key: thing }));
  return {
    ...withManagers,
    connections,
    users: await each((thing) => makeUser(base, thing)),
    keys: await each((thing) => makeKey(base, thing)),
    destinations: {
      own: await makeDestination(base, 'own'),
      other: await makeDestination(base, 'other'),
      platform: await makeDestination(base, 'platform'),
    },
    entries: await makeEntries(withManagers),
  };
}

type Base = Pick<World, 'projects' | 'token' | 'referenceOf'>;

/** A secret manager of a thing, with the account's token. Returns its id. */
export async function makeManager(world: Base, thing: Thing): Promise<string> {
  const id = randomUUID();
  const { scope, projectIds } = scopeOf(world, thing);
  await database().secretManager.create({
    data: {
      id,
      name: `${thing} ${id}`,
      provider: 'onepassword',
      scope,
      ...credentialColumns(id, 1, new SecretValue(world.token)),
      signInAddress: 'https://example.1password.com',
      serviceAccount: 'matrix',
      vaultCount: 1,
      // Nothing in this suite waits for an age.
      policy: { freshMs: 3_600_000 },
      plan: 'business',
      status: 'connected',
      projects: { create: projectIds.map((projectId) => ({ projectId, patterns: ['op://**'] })) },
    },
  });
  return id;
}

/** A connection of a thing: a typed value, a field bound through its own secret manager and one through the platform's. */
export async function makeConnection(
  world: Base & Pick<World, 'managers'>,
  thing: Thing,
  { key = `fresh-${randomUUID()}`, isBound = true }: { key?: string; isBound?: boolean } = {},
): Promise<{ id: string; key: string }> {
  const url = { id: randomUUID(), sealedVersion: 1n };
  const bound = (name: string, secretManagerId: string) => ({
    name,
    secretManagerId,
    reference: world.referenceOf(thing),
    shownReference: `op://Matrix/${thing}/password`,
    shownNames: { vault: 'Matrix', item: thing, field: 'password' },
    isVerified: true,
  });
  const { id } = await database().connection.create({
    data: {
      key,
      name: key,
      app: 'custom',
      tags: [`tag-${thing}`],
      createdBy: 'matrix',
      ...ownersOf(world, thing),
      fields: {
        create: [
          { ...url, name: 'url', sealedLiteral: sealLiteral(url, 'https://example.com') },
          ...(isBound
            ? [
                {
                  ...bound('secret', world.managers[thing]),
                  finding: { create: { kind: 'deleted', since: new Date(), checkedAt: beyondReads } },
                },
                bound('common', world.managers.platform),
              ]
            : []),
        ],
      },
    },
  });
  return { id, key };
}

/** A person of a thing; an admin is the whole platform's. Returns their id. */
export async function makeUser(
  world: Pick<World, 'projects'>,
  thing: Thing,
  { hasPassword = false }: { hasPassword?: boolean } = {},
): Promise<string> {
  const id = randomUUID();
  const accounts = hasPassword
    ? { create: { id, accountId: id, providerId: 'credential', password: 'the hash of none' } }
    : {};
  const { projects } = ownersOf(world, thing);
  const role = thing === 'platform' ? 'admin' : 'support';
  await database().user.create({
    data: { id, name: thing, email: `${id}@example.com`, role, projects, accounts },
  });
  return id;
}

/** An API key of a thing that nobody holds. Returns its id. */
export async function makeKey(world: Pick<World, 'projects'>, thing: Thing): Promise<string> {
  const id = randomUUID();
  await database().apiKey.create({
    data: {
      id,
      name: thing,
      prefix: 'lk_0000',
      hash: id,
      role: 'workload',
      createdBy: 'matrix',
      ...ownersOf(world, thing),
    },
  });
  return id;
}

/** A host that tests may give secrets to, of a thing. Returns its id. */
export async function makeDestination(
  { projects: { A, B } }: Pick<World, 'projects'>,
  thing: (typeof placesOfDestinations)[number],
): Promise<string> {
  const projectId = { own: A, other: B, platform: null }[thing];
  const host = `${randomUUID()}.example.com`;
  return (
    await database().secretDestination.create({ data: { host, port: 443, projectId, createdBy: 'matrix' } })
  ).id;
}

/** A project. Returns its id. */
export async function makeProject(name: string): Promise<string> {
  return (await database().project.create({ data: { name } })).id;
}

async function makeEntries(world: Base & Pick<World, 'managers'>): Promise<World['entries']> {
  const made = await Promise.all(
    entryThings.map(async (thing) => [thing, await makeEntry(world, thing)] as const),
  );
  return fromPairs(made);
}

// So that no read of another row closes it.
const beyondReads = new Date('2100-01-01');
const placeOfEntry: Record<EntryThing, [manager: Thing, item: Thing | 'loose']> = {
  boundOwn: ['platform', 'own'],
  boundShared: ['platform', 'shared'],
  boundOther: ['platform', 'other'],
  boundPlatform: ['platform', 'platform'],
  loose: ['platform', 'loose'],
  ofOwn: ['own', 'own'],
  ofShared: ['shared', 'shared'],
  ofOther: ['other', 'other'],
  ofNone: ['none', 'none'],
};

/** The cache entry of a thing; there is one at a time. */
export async function makeEntry(world: Base & Pick<World, 'managers'>, thing: EntryThing) {
  const [manager, item] = placeOfEntry[thing];
  const secretManagerId = world.managers[manager];
  const reference = world.referenceOf(item);
  const key = cacheKey(keyring(), { managerId: secretManagerId, revision: 1, reference });
  await database().cacheEntry.deleteMany({ where: { key } });
  const row = await database().cacheEntry.create({
    data: {
      key,
      secretManagerId,
      revision: 1,
      reference,
      boundReference: reference,
      shownReference: `op://Matrix/${item}/password`,
      state: 'absent',
      absentCode: 'secret_not_found',
      // Long past its time, so that a read asks the provider.
      fetchedAt: new Date(Date.now() - 30 * 24 * 3_600_000),
      generation: 0n,
      subject: hash('md5', `${secretManagerId} ${reference}`, 'hex'),
    },
  });
  return { id: row.id, subject: row.subject, reference };
}

/** The secret manager that an entry is of. */
export function managerOfEntry(thing: EntryThing): Thing {
  return placeOfEntry[thing][0];
}

async function each<T>(make: (thing: Thing) => Promise<T>): Promise<Record<Thing, T>> {
  const pairs: (readonly [Thing, T])[] = [];
  for (const thing of things) pairs.push([thing, await make(thing)]);
  return fromPairs(pairs);
}

/** Guarantee: there is a pair for each name of the type. */
function fromPairs<Name extends string, T>(pairs: readonly (readonly [Name, T])[]): Record<Name, T> {
  return Object.fromEntries(pairs) as Record<Name, T>;
}
