import { beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '@/lib/api-keys/create';
import { flushEvents } from '@/lib/cache/flush-events';
import { flushUsage } from '@/lib/cache/usage';
import { getConnection } from '@/lib/connections/get';
import { resolveConnection } from '@/lib/connections/resolve';
import { bind } from '@/lib/connections/testing/bound';
import { admin, builder, support, team, workload } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk, grantAll } from '@/lib/connections/testing/desk';
import { type Caller, systemCaller } from '@/lib/kernel/caller';
import type { FindingKind } from '@/lib/kernel/finding';
import { getAccess, setAccess } from '@/lib/managers/access';
import { getManager } from '@/lib/managers/get';
import { removeManager } from '@/lib/managers/remove';
import { updateManager } from '@/lib/managers/update';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { listFindings } from '@/lib/scans/findings';
import { getScan } from '@/lib/scans/get';
import { scanManager } from '@/lib/scans/scan';
import { listEntries } from './list-entries';
import { getReference, readTimeline } from './read-timeline';

useTestDatabase();
const account = useTestAccount();

let desk: Desk;
let key: string;
let other: string;
beforeAll(async () => {
  desk = await connectDesk(account.sandbox, { Mine: { key: 'mine' } });
  ({ id: other } = await database().project.create({ data: { name: 'Other project' } }));
  await grantAll(desk.manager, other);
  key = await bind(desk, { a: `op://${desk.manager.name}/Mine/key` });
});

const plainOf = ({ manager }: Desk) => `op://${manager.name}/Plain/key`;

/** An admin API key of the team's project. */
const keyOfTeam: Caller = {
  ...admin,
  kind: 'api-key',
  id: 'k-team',
  label: 'key of team',
  projects: [team.id],
};
const makeKey = (name: string, ...projectIds: string[]) =>
  createApiKey({
    caller: systemCaller,
    input:
      projectIds.length > 0
        ? { name, role: 'workload', scope: 'project', projectIds }
        : { name, role: 'workload', scope: 'platform' },
  });

describe('of a shared secret', () => {
  it.each<[string, () => string[], string | null]>([
    ['of another project', () => [other], null],
    ['of one’s own project', () => [team.id], 'own'],
    ['of the platform', () => [], 'own'],
  ])('the readers are told by name as far as they are one’s own: a key %s', async (name, projects, told) => {
    await makeKey(name, ...projects());
    const label = `key ${name}`;
    await resolveConnection({ caller: { ...workload, label }, input: { key } });
    await flushUsage();
    await flushEvents();
    const shown = async (caller: Caller) => {
      const { items } = await listEntries({ caller, input: { secretManagerId: desk.manager.id } });
      const [entry] = items;
      const events = await readTimeline({ caller, input: { subject: entry?.subject ?? '' } });
      return {
        lastReadBy: entry?.lastReadBy,
        by: events.items.map(({ by }) => by).filter((by) => by === label),
      };
    };
    await database().cacheEvent.updateMany({ where: { kind: 'bound' }, data: { by: label } });
    expect(await shown(admin)).toMatchObject({ lastReadBy: label, by: [label] });
    expect(await shown(support)).toEqual(
      told ? { lastReadBy: label, by: [label] } : { lastReadBy: null, by: [] },
    );
  });

  it('people of other projects are not told, nor who scanned', async () => {
    const stranger: Caller = { ...support, id: 'u-other', label: 'other@example.com', projects: [other] };
    await database().user.create({
      data: {
        id: stranger.id,
        name: 'O',
        email: stranger.label,
        role: 'support',
        projects: { create: { projectId: other } },
      },
    });
    await scanManager({ caller: stranger, input: { id: desk.manager.id } });
    const scannedBy = async (caller: Caller) =>
      (await getScan({ caller, input: { id: desk.manager.id } })).last?.startedBy;
    expect(await scannedBy(stranger)).toBe(stranger.label);
    expect(await scannedBy(admin)).toBe(stranger.label);
    expect(await scannedBy(support)).toBeNull();
    await database().projectMember.create({ data: { userId: stranger.id, projectId: team.id } });
    expect(await scannedBy(support)).toBe(stranger.label);
  });
});

it('an entry tells the connections that the caller sees, and is found by their words alone where it never held a value', async () => {
  const at = await connectDesk(account.sandbox, { Plain: { key: 'plain' } });
  await grantAll(at.manager, other);
  const [own, others] = [await bind(at, { a: plainOf(at) }), await bind(at, { a: plainOf(at) })];
  await resolveConnection({ caller: workload, input: { key: own } });
  const where = { connection: { key: others } };
  const { subject } = await database().cacheEntry.findFirstOrThrow({
    where: { secretManagerId: at.manager.id },
  });
  await database().connectionProject.updateMany({ where, data: { projectId: other } });
  await database().connectionField.updateMany({ where, data: { shownReference: 'Desk / Merger / key' } });
  await database().cacheEntry.updateMany({
    where: { secretManagerId: at.manager.id },
    data: { titles: Prisma.DbNull, shownReference: 'no names' },
  });
  const users = async (caller: Caller) =>
    (await getReference({ caller, input: { subject } })).connections.map((each) => each.key);
  expect([new Set(await users(admin)), await users(builder)]).toEqual([new Set([own, others]), [own]]);
  const found = async (caller: Caller, search: string) =>
    (await listEntries({ caller, input: { secretManagerId: at.manager.id, search } })).items.length;
  expect([await found(admin, 'merger'), await found(builder, 'merger')]).toEqual([1, 0]);
  expect(await found(builder, 'plain')).toBe(1);
});

it('a secret manager names the caller’s own projects alone', async () => {
  const granted = async (caller: Caller) =>
    (await getManager({ caller, input: { id: desk.manager.id } })).grantedProjectIds;
  expect(new Set(await granted(admin))).toEqual(new Set([team.id, other]));
  expect(await granted(builder)).toEqual([team.id]);
});

it('a connection names the caller’s own projects alone', async () => {
  const { id: connectionId } = await database().connection.findUniqueOrThrow({ where: { key } });
  await database().connectionProject.create({ data: { connectionId, projectId: other } });
  const projectsOf = async (caller: Caller) => (await getConnection({ caller, input: { key } })).projectIds;
  expect(new Set(await projectsOf(admin))).toEqual(new Set([team.id, other]));
  expect(await projectsOf(builder)).toEqual([team.id]);
  await database().connectionProject.deleteMany({ where: { connectionId, projectId: other } });
});

describe('a secret that moved', () => {
  const place = (vault: string) => ({
    reference: `op://${'a'.repeat(26)}/${'e'.repeat(26)}/key`,
    titles: { vault, item: 'Mine', field: 'key' },
  });
  const found = async (kind: FindingKind, vault: string) => {
    const { id: fieldId } = await database().connectionField.findFirstOrThrow({
      where: { connection: { key } },
    });
    const finding = { kind, candidates: [place(vault)], since: new Date(), checkedAt: new Date() };
    await database().bindingFinding.upsert({
      where: { fieldId },
      create: { fieldId, ...finding },
      update: finding,
    });
  };
  const told = async (caller: Caller, kind?: FindingKind) => {
    const { items } = await listFindings({ caller, input: { connection: key, ...(kind ? { kind } : {}) } });
    const { broken } = await getConnection({ caller, input: { key } });
    return { found: items.map((item) => [item.kind, item.message, item.candidates.length]), broken };
  };

  it('to where nobody of one’s projects may use it is deleted, in every answer and by every filter', async () => {
    await setAccess({
      caller: admin,
      input: {
        id: desk.manager.id,
        projects: [
          { projectId: team.id, patterns: [`op://${desk.manager.name}/**`, 'op://Granted/**'] },
          { projectId: other, patterns: ['op://Hidden/**'] },
        ],
      },
    });
    await found('deleted', 'Hidden');
    const gone = await told(builder);
    expect(gone).toMatchObject({
      found: [['deleted', expect.any(String), 0]],
      broken: [{ kind: 'deleted' }],
    });
    await found('moved', 'Hidden');
    expect(await told(builder)).toEqual({
      ...gone,
      broken: [{ ...gone.broken[0], since: expect.any(String) }],
    });
    expect((await told(builder, 'deleted')).found).toEqual(gone.found);
    expect((await told(builder, 'moved')).found).toEqual([]);
    expect(await told(admin)).toMatchObject({
      found: [['moved', expect.any(String), 0]],
      broken: [{ kind: 'moved' }],
    });
    expect((await told(admin, 'deleted')).found).toEqual([]);
  });

  it('to where one’s project may use it is told', async () => {
    await found('moved', 'Granted');
    expect(await told(builder)).toMatchObject({
      found: [['moved', expect.any(String), 1]],
      broken: [{ kind: 'moved' }],
    });
    await database().bindingFinding.deleteMany({});
  });
});

describe('connections that others made', () => {
  it('are counted and not named, where a secret manager is in use or refuses them', async () => {
    const own = await connectDesk(account.sandbox, { Shared: { key: 'shared' } });
    const { id } = own.manager;
    const mine = await bind(own, { a: `op://${own.manager.name}/Shared/key` });
    const theirs = await bind(own, { a: `op://${own.manager.name}/Shared/key` });
    await updateManager({
      caller: admin,
      input: { id, patch: { scope: 'project', projectIds: [team.id] } },
    });
    const { id: connectionId } = await database().connection.findUniqueOrThrow({ where: { key: theirs } });
    await database().connectionProject.updateMany({ where: { connectionId }, data: { projectId: other } });
    const refusal = (caller: Caller) =>
      removeManager({ caller, input: { id, force: 'no' } }).catch((error: unknown) => error);
    expect(await refusal(admin)).toMatchObject({
      code: 'in_use',
      details: { connections: [{ key: mine }, { key: theirs }], unseen: 0 },
    });
    expect(await refusal(keyOfTeam)).toMatchObject({
      code: 'in_use',
      details: { connections: [{ key: mine, name: mine }], unseen: 1 },
    });
    const seen = async (caller: Caller) => {
      const { refused, refusedCount } = await getAccess({ caller, input: { id } });
      return { keys: refused.map(({ connection }) => connection.key), refusedCount };
    };
    expect(await seen(admin)).toEqual({ keys: [theirs], refusedCount: 1 });
    expect(await seen(keyOfTeam)).toEqual({ keys: [], refusedCount: 1 });
  });
});

describe('the access of a secret manager', () => {
  it('is changed on the revision that it was read at, or not at all', async () => {
    const { id } = desk.manager;
    const read = () => getAccess({ caller: admin, input: { id } });
    const set = (patterns: string[], revision?: number) =>
      setAccess({
        caller: admin,
        input: {
          id,
          projects: [{ projectId: team.id, patterns }],
          ...(revision === undefined ? {} : { revision }),
        },
      });
    const { revision } = await read();
    const answers = await Promise.allSettled([set(['op://A/**'], revision), set(['op://B/**'], revision)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict', status: 409 },
    });
    const after = await read();
    expect(after.revision).toBe(revision + 1);
    await expect(set(['op://C/**'], revision)).rejects.toMatchObject({ code: 'conflict' });
    expect(await read()).toEqual(after);
    expect(await set(['op://C/**'])).toMatchObject({ revision: revision + 2 });
    // Another scope changes who may use it.
    await updateManager({ caller: admin, input: { id, patch: { scope: 'project', projectIds: [team.id] } } });
    await expect(set(['op://D/**'], revision + 2)).rejects.toMatchObject({ code: 'conflict' });
  });
});
