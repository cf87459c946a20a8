import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { addDestination } from './add';
import { listDestinations } from './list';
import { listingFor } from './listing';
import { removeDestination } from './remove';

useTestDatabase();

const admin: Caller = {
  kind: 'user',
  id: 'u-admin',
  label: 'admin@example.com',
  role: 'admin',
  session: { id: 's-admin', authenticatedAtMs: Number.POSITIVE_INFINITY },
  projects: 'all',
  connections: 'all',
};
const of = (role: Caller['role'], ...projects: string[]): Caller => ({ ...admin, id: role, role, projects });
let a = '';
let b = '';

beforeAll(async () => {
  a = (await database().project.create({ data: { name: 'A' } })).id;
  b = (await database().project.create({ data: { name: 'B' } })).id;
});
beforeEach(async () => {
  await database().secretDestination.deleteMany();
  await database().auditEvent.deleteMany();
});

const add = (caller: Caller, projectId: string | null, more: object = {}) =>
  addDestination({ caller, input: { host: 'db.example.com', port: 5432, projectId, ...more } });
const hostsSeenBy = async (caller: Caller) =>
  (await listDestinations({ caller, input: {} })).items.map(({ host }) => host);
const events = async () => (await listEvents({ caller: admin, input: {} })).items;

describe('adding a destination', () => {
  it('keeps the canonical host, and writes down who added it', async () => {
    const made = await add(admin, a, { host: ' DB.Example.com. ', allowsPlain: true });
    expect(made).toMatchObject({
      host: 'db.example.com',
      port: 5432,
      projectId: a,
      allowsPlain: true,
      createdBy: admin.label,
    });
    expect(await events()).toMatchObject([
      {
        verb: 'destination.added',
        subject: { kind: 'destination', id: made.id, label: 'db.example.com:5432' },
        details: { projectId: a, allowsPlain: true },
      },
    ]);
    expect((await add(admin, null, { host: '[::1]' })).host).toBe('::1');
  });

  it.each([
    '*.example.com',
    '*',
    '10.0.0.0/8',
    'https://db.example.com',
    'db.example.com:5432',
    'db.example.com/x',
    'a b',
    '',
    '.example.com',
    'user@db.example.com',
  ])('takes no range, wildcard, suffix or address: %j', async (host) => {
    await expect(add(admin, null, { host })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { host: {} },
    });
    expect(await events()).toEqual([]);
  });

  it.each([0, 65_536, 1.5, '5432'])('takes no port %j', async (port) => {
    await expect(add(admin, null, { port })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('takes one host and port once for each project, and once for all', async () => {
    await add(admin, a);
    await add(admin, b);
    await add(admin, null);
    for (const projectId of [a, null]) {
      await expect(add(admin, projectId, { host: 'DB.example.com' })).rejects.toMatchObject({
        code: 'conflict',
      });
    }
    expect(await events()).toHaveLength(3);
  });

  it('names a project that does not exist', async () => {
    await expect(add(admin, 'nowhere')).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { projectId: { key: 'projectUnknown' } },
    });
  });

  it('is for admins, each in their own projects, and for all projects for platform admins alone', async () => {
    for (const role of ['builder', 'support', 'workload'] as const) {
      await expect(add(of(role, a), a)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(add(of('admin', a), b)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(add(of('admin', a), null)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(add(of('admin'), null)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await events()).toEqual([]);
    expect(await database().secretDestination.count()).toBe(0);
    await add(of('admin', a), a);
  });
});

describe('the list of destinations', () => {
  it('is narrowed to those for all projects and of one’s own', async () => {
    await add(admin, a, { host: 'a' });
    await add(admin, b, { host: 'b' });
    await add(admin, null, { host: 'all' });
    expect(await hostsSeenBy(admin)).toEqual(['a', 'all', 'b']);
    expect(await hostsSeenBy(of('builder', a))).toEqual(['a', 'all']);
    expect(await hostsSeenBy(of('support', b))).toEqual(['all', 'b']);
    expect(await hostsSeenBy(of('builder'))).toEqual(['all']);
    expect(await hostsSeenBy(of('admin', a))).toEqual(['a', 'all']);
    await expect(hostsSeenBy(of('workload', a))).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is searched and read page by page', async () => {
    for (const host of ['c.example', 'a.example', 'b.test']) await add(admin, null, { host });
    const first = await listDestinations({ caller: admin, input: { limit: 2 } });
    expect(first.items.map(({ host }) => host)).toEqual(['a.example', 'b.test']);
    const rest = await listDestinations({
      caller: admin,
      input: { limit: 2, cursor: first.nextCursor ?? undefined },
    });
    expect(rest).toMatchObject({ items: [{ host: 'c.example' }], nextCursor: null });
    const found = await listDestinations({ caller: admin, input: { search: 'EXAMPLE' } });
    expect(found.items).toHaveLength(2);
  });
});

describe('removing a destination', () => {
  it('takes it away and is written down', async () => {
    const { id } = await add(admin, a);
    await removeDestination({ caller: of('admin', a), input: { id } });
    expect(await database().secretDestination.count()).toBe(0);
    expect((await events())[0]).toMatchObject({ verb: 'destination.removed', details: { projectId: a } });
    const seen = await listEvents({ caller: of('support', a), input: {} });
    expect(seen.items.map(({ verb }) => verb)).toEqual(['destination.removed', 'destination.added']);
    expect((await listEvents({ caller: of('support', b), input: {} })).items).toEqual([]);
    await expect(removeDestination({ caller: admin, input: { id } })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is refused to everybody else, and what is not one’s own is not known', async () => {
    const { id } = await add(admin, b);
    const { id: forAll } = await add(admin, null);
    await database().auditEvent.deleteMany();
    for (const role of ['builder', 'support', 'workload'] as const) {
      await expect(removeDestination({ caller: of(role, b), input: { id } })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    await expect(removeDestination({ caller: of('admin', a), input: { id } })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(removeDestination({ caller: of('admin', a), input: { id: forAll } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await database().secretDestination.count()).toBe(2);
    expect(await events()).toEqual([]);
  });

  it('takes an id alone, and no filter in its place', async () => {
    await add(admin, null);
    const input = JSON.parse('{"id":{"not":""}}');
    await expect(removeDestination({ caller: admin, input })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(await database().secretDestination.count()).toBe(1);
  });
});

describe('what the list says of a host', () => {
  const project = (...projectIds: string[]) => ({ scope: 'project', projectIds });
  const platform = { scope: 'platform', projectIds: [] };

  it('is nothing for a connection of no project unless it is listed for all', async () => {
    await add(admin, a);
    expect(await listingFor(project(), 'db.example.com', 5432)).toBe('none');
    await add(admin, null);
    expect(await listingFor(project(), 'db.example.com', 5432)).toBe('encrypted');
  });

  it('is the more of what is listed for all and for each project', async () => {
    await add(admin, null);
    await add(admin, a, { allowsPlain: true });
    expect(await listingFor(project(a), 'db.example.com', 5432)).toBe('plain');
    expect(await listingFor(project(a, b), 'db.example.com', 5432)).toBe('encrypted');
    expect(await listingFor(platform, 'db.example.com', 5432)).toBe('encrypted');
  });

  it('is of the exact host and port', async () => {
    await add(admin, null);
    expect(await listingFor(platform, 'DB.example.com.', 5432)).toBe('encrypted');
    for (const [host, at] of [
      ['db.example.com', 5433],
      ['x.db.example.com', 5432],
      ['example.com', 5432],
      ['not a host', 5432],
    ] as const) {
      expect(await listingFor(platform, host, at)).toBe('none');
    }
  });

  it('goes with its project', async () => {
    const { id } = await database().project.create({ data: { name: 'C' } });
    await add(admin, id);
    await database().project.delete({ where: { id } });
    expect(await database().secretDestination.count()).toBe(0);
  });
});
