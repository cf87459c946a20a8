import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CacheEventView } from '@/lib/cache/event';
import { flushEvents } from '@/lib/cache/flush-events';
import { trimEvents } from '@/lib/cache/trim-events';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { admin, builder, readerOf, support, workload } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk, takeAway } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { dropSingleton } from '@/lib/platform/singleton';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntries, clearEntry } from './clear-entries';
import { clearSelection } from './clear-selection';
import { listEntries } from './list-entries';
import { listFailures } from './list-failures';
import { getReference, readTimeline } from './read-timeline';
import { refreshEntry } from './refresh-entry';
import { resolveReferences } from './resolve';

useTestDatabase();
const account = useTestAccount();
const dayMs = 24 * 3_600_000;

afterEach(() => setClock(systemClock));
// Who does something is told by name where it is a person of the installation.
beforeAll(async () => {
  for (const label of [admin.label, 'second', 'third']) {
    await database().user.create({ data: { id: label, name: label, email: label, role: 'admin' } });
  }
});

async function deskWithSecret(): Promise<{ desk: Desk; key: string; id: string; subject: string }> {
  const desk = await connectDesk(account.sandbox, { App: { secret: 'before' } });
  const key = await bind(desk, { secret: `op://${desk.manager.name}/App/secret` });
  await valuesOf(key);
  const { items } = await listEntries({ caller: support, input: { secretManagerId: desk.manager.id } });
  const [{ id = '', subject = '' } = {}] = items;
  return { desk, key, id, subject };
}

async function timeline(subject: string): Promise<CacheEventView[]> {
  const { items } = await readTimeline({ caller: support, input: { subject, limit: 200 } });
  return items;
}

const kinds = async (subject: string) => (await timeline(subject)).map(({ kind }) => kind).sort();
const ofKind = async (subject: string, kind: CacheEventView['kind']) =>
  (await timeline(subject)).filter((event) => event.kind === kind);

function change(desk: Desk, value: string) {
  account.sandbox.updateItem({
    ...account.sandbox.findItem(desk.vaultId, 'App'),
    field: 'secret',
    value,
  });
}

describe('the timeline of a reference', () => {
  it('begins with the binding, and counts reads of workloads and refreshes by the hour', async () => {
    const { key, id, subject } = await deskWithSecret();
    await valuesOf(key);
    await refreshEntry({ caller: support, input: { id } });
    await flushEvents();
    await valuesOf(key);
    expect(await kinds(subject)).toEqual(['activity', 'bound', 'refreshed']);
    expect(await ofKind(subject, 'bound')).toMatchObject([{ by: admin.label, connection: key }]);
    expect(await ofKind(subject, 'refreshed')).toMatchObject([{ by: support.label }]);
    const [activity] = await ofKind(subject, 'activity');
    expect(activity?.reads).toBeGreaterThanOrEqual(3);
    expect(activity?.refreshes).toBe(1);
  });

  it('tells a rotation when the value is another one, and nothing when it is the same', async () => {
    const { desk, id, subject } = await deskWithSecret();
    await refreshEntry({ caller: support, input: { id } });
    expect(await ofKind(subject, 'rotated')).toHaveLength(0);
    change(desk, 'a canary of the second value');
    await refreshEntry({ caller: support, input: { id } });
    await refreshEntry({ caller: support, input: { id } });
    expect(await ofKind(subject, 'rotated')).toHaveLength(1);
    expect(JSON.stringify(await timeline(subject))).not.toContain('canary');
    expect(JSON.stringify(await database().cacheEvent.findMany())).not.toContain('canary');
  });

  it('tells a failure with its cause and what the wire said, counted up, and a pause as nothing sent', async () => {
    const { desk, id, subject } = await deskWithSecret();
    account.sandbox.revokeToken(desk.token.serviceAccountId);
    await expect(refreshEntry({ caller: support, input: { id } })).rejects.toMatchObject({
      code: 'provider_denied',
    });
    // The refusal, and that of the ask that confirmed it.
    expect(await ofKind(subject, 'failed')).toMatchObject([
      { code: 'provider_denied', wire: '401', failures: 2 },
    ]);
    await expect(refreshEntry({ caller: support, input: { id } })).rejects.toMatchObject({
      code: 'provider_denied',
    });
    expect(await ofKind(subject, 'failed')).toMatchObject([
      { code: 'provider_denied', wire: '401', failures: 3 },
    ]);
  });

  it('lists failures by reference for who looks back, also of what works again or was never kept', async () => {
    const { desk, id, subject } = await deskWithSecret();
    account.sandbox.revokeToken(desk.token.serviceAccountId);
    await expect(refreshEntry({ caller: support, input: { id } })).rejects.toMatchObject({
      code: 'provider_denied',
    });
    const other = { secretManagerId: desk.manager.id, references: ['op://a/b/never kept'] };
    await resolveReferences({ caller: readerOf(desk.manager), input: other });
    const input = { secretManagerId: desk.manager.id };
    const { items } = await listFailures({ caller: admin, input });
    expect(items.map(({ shownReference, code }) => [shownReference, code])).toEqual(
      expect.arrayContaining([
        [`op://${desk.manager.name}/App/secret`, 'provider_denied'],
        ['op://a/b/never kept', 'provider_denied'],
      ]),
    );
    expect(items.find((item) => item.subject === subject)).toMatchObject({ wire: '401', failures: 2 });
    const seen = await listFailures({ caller: support, input });
    expect(seen.items, 'support sees what connections of its projects are bound to').toEqual(
      items.filter((item) => item.subject === subject),
    );
    await expect(listFailures({ caller: workload, input })).rejects.toMatchObject({ code: 'forbidden' });
    await takeAway(desk.manager);
    expect((await listFailures({ caller: support, input })).items).toEqual([]);
  });

  it('tells who cleared it, alone, among many or with all of its secret manager, and outlives the entry', async () => {
    const { desk, key, id, subject } = await deskWithSecret();
    await clearEntry({ caller: support, input: { id } });
    const gone = await getReference({ caller: support, input: { subject } });
    expect(gone).toMatchObject({ entry: null, connections: [{ key }] });
    expect(gone.shownReference).toContain('/App/secret');
    await valuesOf(key);
    const filter = { secretManagerId: desk.manager.id };
    await clearSelection({ caller: { ...support, label: 'second' }, input: { filter } });
    await valuesOf(key);
    await expect(clearEntries({ caller: support, input: filter })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await clearEntries({ caller: { ...admin, label: 'third' }, input: filter });
    const cleared = await ofKind(subject, 'cleared');
    expect(cleared.map(({ by }) => by).sort()).toEqual(['second', support.label, 'third'].sort());
    expect(await ofKind(subject, 'first')).toHaveLength(2);
  });

  it('tells that the token was replaced, and goes on under the new one', async () => {
    const { desk, key, subject } = await deskWithSecret();
    const { token } = account.sandbox.mintToken({ vaults: [desk.vaultId] });
    const patch = { config: { serviceAccountToken: token } };
    await updateManager({ caller: admin, input: { id: desk.manager.id, patch } });
    await valuesOf(key);
    expect(await kinds(subject)).toEqual(expect.arrayContaining(['token_replaced', 'first', 'first']));
  });

  it('is for people who may see its secret manager, and for no workload', async () => {
    const { desk, subject } = await deskWithSecret();
    await expect(readTimeline({ caller: workload, input: { subject } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await takeAway(desk.manager);
    for (const read of [readTimeline, getReference]) {
      await expect(read({ caller: builder, input: { subject } })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
  });
});

describe('timelines', () => {
  it('add up over processes and flushes', async () => {
    const { key, subject } = await deskWithSecret();
    await timeline(subject);
    const [before] = await ofKind(subject, 'activity');
    await valuesOf(key);
    await timeline(subject);
    dropSingleton('cache-activity');
    await valuesOf(key);
    const [after] = await ofKind(subject, 'activity');
    expect(after?.reads).toBe((before?.reads ?? 0) + 2);
  });

  it('stay within their bounds: days for hours, 30 days, the counted reads first to go', async () => {
    const { desk } = await deskWithSecret();
    const subject = randomUUID();
    const nowMs = Date.now();
    const row = (ageMs: number, kind: string, slot: string = randomUUID()) => ({
      subject,
      slot,
      secretManagerId: desk.manager.id,
      reference: 'op://a/b/c',
      kind,
      at: new Date(nowMs - ageMs),
      since: new Date(nowMs - ageMs),
      reads: kind === 'activity' ? 10 : 0,
    });
    const noon = (nowMs % dayMs) - dayMs / 2;
    await database().cacheEvent.createMany({
      data: [
        row(31 * dayMs, 'rotated'),
        row(5 * dayMs + noon, 'activity', 'activity one'),
        row(5 * dayMs + noon + 3_600_000, 'activity', 'activity two'),
        row(60_000, 'activity', 'activity three'),
        row(4 * dayMs, 'rotated'),
        row(3 * dayMs, 'cleared'),
      ],
    });
    setClock(manualClock(nowMs));
    await trimEvents();
    const left = async () =>
      (await database().cacheEvent.findMany({ where: { subject }, orderBy: { at: 'asc' } })).map(
        ({ kind, reads }) => [kind, reads],
      );
    expect(await left()).toEqual([
      ['activity', 20],
      ['rotated', 0],
      ['cleared', 0],
      ['activity', 10],
    ]);
    await trimEvents({ ofOne: 2, ofAll: 1_000_000 });
    expect(await left()).toEqual([
      ['rotated', 0],
      ['cleared', 0],
    ]);
    await trimEvents({ ofOne: 500, ofAll: 0 });
    expect(await left()).toEqual([]);
  });
});
