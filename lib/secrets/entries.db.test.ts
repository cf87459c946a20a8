import { describe, expect, it } from 'vitest';
import { cacheListInputSchema, type EntryView } from '@/lib/cache/schema';
import { createConnection } from '@/lib/connections/create';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { admin, builder, readerOf, support, workload } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk, grantAll, takeAway } from '@/lib/connections/testing/desk';
import type { Caller } from '@/lib/kernel/caller';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { createProject } from '@/lib/projects/create';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearSelection } from './clear-selection';
import { listEntries } from './list-entries';
import { previewSelection } from './preview-selection';
import { refreshSelection } from './refresh-selection';
import { resolveReferences } from './resolve';
import { summarizeEntries } from './summarize-entries';

useTestDatabase();
const account = useTestAccount();

const fields = { a: '1', b: '2', c: '3', d: '4', e: '5' };
const fieldNames = Object.keys(fields);

async function deskWithEntries(): Promise<{ desk: Desk; key: string }> {
  const desk = await connectDesk(account.sandbox, { App: fields, Other: { x: '9' } });
  const key = await bind(
    desk,
    Object.fromEntries(fieldNames.map((name) => [name, `op://${desk.manager.name}/App/${name}`])),
  );
  await valuesOf(key);
  return { desk, key };
}

async function all(input: Parameters<typeof listEntries>[0]['input'], caller: Caller = support) {
  const found: EntryView[] = [];
  let cursor: string | undefined;
  do {
    const page = await listEntries({ caller, input: { ...input, cursor } });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

const fieldOf = ({ shownReference }: EntryView) => shownReference.split('/').at(-1);

describe('the list of entries', () => {
  it('is sorted by every column, both ways, without a row told twice or left out at a page’s end', async () => {
    const { desk } = await deskWithEntries();
    const rows = await all({ secretManagerId: desk.manager.id });
    for (const [index, { id }] of rows.entries()) {
      await database().cacheEntry.update({
        where: { id },
        data: {
          hits: index % 2,
          lastReadAt: index === 0 ? null : new Date(2_000_000 * index),
          changedAt: null,
        },
      });
    }
    for (const sort of cacheListInputSchema.shape.sort.unwrap().options) {
      for (const order of ['asc', 'desc'] as const) {
        const paged = await all({ secretManagerId: desk.manager.id, sort, order, limit: 2 });
        const whole = await all({ secretManagerId: desk.manager.id, sort, order });
        expect(paged.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
        expect(new Set(paged.map(({ id }) => id)).size).toBe(fieldNames.length);
      }
    }
    const named = await all({ secretManagerId: desk.manager.id, sort: 'reference', limit: 1 });
    expect(named.map(fieldOf)).toEqual(fieldNames);
    const hit = await all({ secretManagerId: desk.manager.id, sort: 'hits', limit: 2 });
    expect(hit.map(({ hits }) => hits)).toEqual([1, 1, 0, 0, 0]);
    const bad = listEntries({ caller: support, input: { cursor: 'no cursor' } });
    await expect(bad).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('goes on where it was when the row of the cursor is cleared meanwhile', async () => {
    const { desk } = await deskWithEntries();
    const input = { secretManagerId: desk.manager.id, sort: 'reference', limit: 2 } as const;
    const first = await listEntries({ caller: support, input });
    await clearSelection({ caller: support, input: { ids: first.items.map(({ id }) => id) } });
    const second = await listEntries({
      caller: support,
      input: { ...input, cursor: first.nextCursor ?? '' },
    });
    expect(second.items.map(fieldOf)).toEqual(['c', 'd']);
  });

  it('is narrowed by connection, project, error code, age and state, within what the caller may see', async () => {
    const { desk, key } = await deskWithEntries();
    const { id: projectId } = await createProject({ caller: admin, input: { name: `P ${desk.manager.id}` } });
    await grantAll(desk.manager, projectId);
    await createConnection({
      caller: admin,
      input: {
        key: `own-${projectId.slice(0, 8)}`,
        name: 'Own',
        app: 'custom',
        scope: 'project',
        projectIds: [projectId],
        fields: { b: { secretManagerId: desk.manager.id, reference: `op://${desk.manager.name}/App/b` } },
      },
    });
    await resolveReferences({
      caller: readerOf(desk.manager),
      input: { secretManagerId: desk.manager.id, references: [`op://${desk.manager.name}/App/none`] },
    });
    const secretManagerId = desk.manager.id;
    const names = async (input: Parameters<typeof all>[0], caller?: Caller) =>
      (await all({ secretManagerId, sort: 'reference', ...input }, caller)).map(fieldOf);
    expect(await names({ connection: key })).toEqual(fieldNames);
    expect(await names({ projectId }, { ...support, projects: [projectId] })).toEqual(['b']);
    expect(await names({ projectId })).toEqual([]);
    expect(await names({ code: 'secret_not_found' })).toEqual(['none']);
    expect(await names({ state: 'failing' })).toEqual(['none']);
    expect(await names({ minAgeMs: 60_000 })).toEqual([]);
    const { filtered } = await summarizeEntries({
      caller: support,
      input: { secretManagerId, search: 'app/' },
    });
    expect(filtered).toMatchObject({ all: 6, fresh: 5, absent: 1, failing: 1, stale: 0, expired: 0 });
    setClock(manualClock(Date.now() + 6 * 60_000));
    try {
      expect(await names({ minAgeMs: 60_000, state: 'stale' })).toEqual(fieldNames);
    } finally {
      setClock(systemClock);
    }
  });

  it('counts entries of a secret manager that nothing is asked of as failing once they are stale', async () => {
    const { desk } = await deskWithEntries();
    await database().breaker.create({
      data: {
        secretManagerId: desk.manager.id,
        reason: 'provider_denied',
        openedAt: new Date(),
        retryAt: new Date(Date.now() + 3_600_000),
        attempt: 2,
      },
    });
    const secretManagerId = desk.manager.id;
    expect(await all({ secretManagerId, state: 'failing' })).toEqual([]);
    setClock(manualClock(Date.now() + 6 * 60_000));
    try {
      const failing = await all({ secretManagerId, code: 'provider_denied' });
      expect(failing).toHaveLength(5);
      expect(failing[0]).toMatchObject({
        state: 'stale',
        lastError: { code: 'provider_denied' },
        nextRefresh: { when: 'after_pause' },
      });
      const { all: counted } = await summarizeEntries({ caller: support, input: {} });
      expect(counted.failing).toBeGreaterThanOrEqual(5);
      // A refused token is served no longer than this, whatever an outage would allow.
      setClock(manualClock(Date.now() + 11 * 60_000));
      expect(await all({ secretManagerId, state: 'stale' })).toEqual([]);
      const expired = await all({ secretManagerId, state: 'expired' });
      expect(expired.map(({ state }) => state)).toEqual(Array(5).fill('expired'));
    } finally {
      setClock(systemClock);
      await database().breaker.deleteMany({ where: { secretManagerId } });
    }
  });

  it('calls an absence by the names of the field that is bound to it, and finds it by them', async () => {
    const { desk, key } = await deskWithEntries();
    const item = account.sandbox.findItem(desk.vaultId, 'App');
    await clearSelection({ caller: support, input: { filter: { secretManagerId: desk.manager.id } } });
    account.sandbox.archiveItem(item);
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'secret_not_found' });
    const filter = { secretManagerId: desk.manager.id, search: `${desk.manager.name}/App/c` };
    expect(await all(filter)).toMatchObject([
      {
        state: 'absent',
        absentMessage: expect.stringMatching(/field|item/i),
        shownReference: `op://${desk.manager.name}/App/c`,
        connections: [{ key }],
      },
    ]);
  });

  it('names no connection that the caller may not see', async () => {
    const { desk } = await deskWithEntries();
    const { id: projectId } = await createProject({ caller: admin, input: { name: `Q ${desk.manager.id}` } });
    await grantAll(desk.manager, projectId);
    await createConnection({
      caller: admin,
      input: {
        key: `hidden-${projectId.slice(0, 8)}`,
        name: 'Hidden',
        app: 'custom',
        scope: 'project',
        projectIds: [projectId],
        fields: { a: { secretManagerId: desk.manager.id, reference: `op://${desk.manager.name}/App/a` } },
      },
    });
    const seen = async (caller: Caller) =>
      (await all({ secretManagerId: desk.manager.id }, caller)).flatMap(({ connections }) =>
        connections.map(({ name }) => name),
      );
    expect(await seen(admin)).toContain('Hidden');
    expect(await seen(builder)).not.toContain('Hidden');
  });
});

describe('many entries at once', () => {
  const eventsOf = (verb: string, subjectId: string) =>
    database().auditEvent.findMany({ where: { verb, subjectId } });

  it('tells beforehand what a clear costs and who waits for it, and changes nothing', async () => {
    const { desk } = await deskWithEntries();
    const filter = { secretManagerId: desk.manager.id };
    expect(await previewSelection({ caller: builder, input: { filter } })).toEqual({
      count: 5,
      clearable: 0,
      requests: 1,
      connections: 1,
      managers: [{ id: desk.manager.id, name: desk.manager.name, count: 5, pausedBecause: null }],
    });
    expect(await all(filter)).toHaveLength(5);
    const asWorkload = previewSelection({ caller: workload, input: { filter } });
    await expect(asWorkload).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('tells beforehand how many of them the caller may clear, and clears those', async () => {
    const { desk } = await deskWithEntries();
    const key = await bind(desk, { alone: `op://${desk.manager.name}/App/a` });
    const data = { scope: 'platform', projects: { deleteMany: {} } };
    await database().connection.update({ where: { key }, data });
    const input = { filter: { secretManagerId: desk.manager.id } };
    expect(await previewSelection({ caller: support, input })).toMatchObject({ count: 5, clearable: 4 });
    expect(await previewSelection({ caller: admin, input })).toMatchObject({ count: 5, clearable: 5 });
    expect(await clearSelection({ caller: support, input })).toEqual({ cleared: 4 });
  });

  it('clears those of a filter, leaves the others, and writes the audit', async () => {
    const { desk, key } = await deskWithEntries();
    const input = { filter: { secretManagerId: desk.manager.id, search: 'App/a' } };
    expect(await clearSelection({ caller: support, input })).toEqual({ cleared: 1 });
    expect((await all({ secretManagerId: desk.manager.id })).map(fieldOf).sort()).toEqual([
      'b',
      'c',
      'd',
      'e',
    ]);
    expect(await eventsOf('cache.entries_cleared', desk.manager.id)).toMatchObject([
      { actorLabel: support.label, details: { cleared: 1 } },
    ]);
    expect(await valuesOf(key)).toEqual(fields);
    expect(await all({ secretManagerId: desk.manager.id })).toHaveLength(5);
  });

  it('refuses a builder the clear and a workload both, and leaves no trace of it', async () => {
    const { desk } = await deskWithEntries();
    const input = { filter: { secretManagerId: desk.manager.id } };
    for (const caller of [builder, workload]) {
      await expect(clearSelection({ caller, input })).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(refreshSelection({ caller: workload, input })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await all({ secretManagerId: desk.manager.id })).toHaveLength(5);
    expect(await eventsOf('cache.entries_cleared', desk.manager.id)).toEqual([]);
    expect(await eventsOf('cache.entries_refreshed', desk.manager.id)).toEqual([]);
  });

  it('reads those selected anew for one request, says what failed, and writes the audit', async () => {
    const { desk } = await deskWithEntries();
    await resolveReferences({
      caller: readerOf(desk.manager),
      input: { secretManagerId: desk.manager.id, references: [`op://${desk.manager.name}/App/none`] },
    });
    const refreshed = await refreshSelection({
      caller: builder,
      input: { filter: { secretManagerId: desk.manager.id } },
    });
    expect(refreshed).toEqual({
      asked: 6,
      answered: 5,
      failures: [{ code: 'secret_not_found', title: 'Secret not found', count: 1 }],
      nextCursor: null,
    });
    expect(await eventsOf('cache.entries_refreshed', desk.manager.id)).toMatchObject([
      { actorLabel: builder.label, details: { asked: 6, answered: 5 } },
    ]);
  });

  it('touches nothing out of the caller’s reach, whatever ids are named', async () => {
    const { desk } = await deskWithEntries();
    await takeAway(desk.manager);
    const ids = (await all({ secretManagerId: desk.manager.id }, admin)).map(({ id }) => id);
    expect(ids).toHaveLength(5);
    expect(await clearSelection({ caller: support, input: { ids } })).toEqual({ cleared: 0 });
    expect(await refreshSelection({ caller: support, input: { ids } })).toMatchObject({ asked: 0 });
    expect(await all({ secretManagerId: desk.manager.id }, admin)).toHaveLength(5);
  });
});
