import { afterEach, describe, expect, it } from 'vitest';
import { forgetAll } from '@/lib/cache/memory';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { connectManager } from '@/lib/managers/connect';
import { loadManager } from '@/lib/managers/load';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { makeManagerRow } from '@/lib/platform/testing/manager-row';
import { memoryId } from '@/lib/providers/testing/memory/kind';
import { listFindings } from '@/lib/scans/findings';
import { scanManager } from '@/lib/scans/scan';
import { listEntries } from '@/lib/secrets/list-entries';
import { readTimeline } from '@/lib/secrets/read-timeline';
import { refreshAhead, refreshesSettled } from '@/lib/secrets/refresh-ahead';
import { refreshEntry } from '@/lib/secrets/refresh-entry';
import { createConnection } from './create';
import { exportConnection } from './export';
import { getConnection } from './get';
import { listPlaces } from './places';
import { previewRepoint } from './repoint-preview';
import { sourceOf, valuesOf } from './testing/bound';
import { admin, builder, ofTeam, support } from './testing/callers';
import { grantAll } from './testing/desk';
import { useMemoryDesk } from './testing/memory-desk';
import { listUsedBy } from './used-by';

useTestDatabase();
const desk = useMemoryDesk();
const hourMs = 3_600_000;
const db = 'memory://team/apps/billing/db';
const time = manualClock(Date.now());

afterEach(() => {
  desk.store.isDown = false;
  setClock(systemClock);
});

/** A connection bound to these references, by a clock that tests move on. */
async function bound(references: Record<string, string>) {
  setClock(time);
  return desk.bind(references);
}

describe('what is read of a secret manager of another scheme and any depth', () => {
  it('resolves cold, from memory and from the table, one request for each secret', async () => {
    const key = await bound({
      user: `${db}#user`,
      password: `${db}#password`,
      mail: 'memory://team/apps/mail',
    });
    forgetAll();
    const values = { user: 'app', password: 'first', mail: '{"key":"mail key"}' };
    expect(await valuesOf(key)).toEqual(values);
    expect((await sourceOf(key, 'user')).source).toBe('memory');
    forgetAll();
    expect((await sourceOf(key, 'user')).source).toBe('table');
    expect(await desk.requestsOf(() => valuesOf(key))).toBe(0);
    time.advance(3 * hourMs);
    expect(await desk.requestsOf(() => valuesOf(key))).toBe(2);
    expect(await getConnection({ caller: builder, input: { key } })).toMatchObject({
      fields: { mail: { shownReference: 'memory://team/apps/mail', isVerified: true } },
    });
    const env = await exportConnection({ caller: builder, input: { key } });
    expect(env).toContain(`password="${db}#password"`);
  });

  it('sees a rotation, by a refresh of an entry and by one behind', async () => {
    desk.store.put('team/rotating', { key: 'one' });
    const key = await bound({ key: 'memory://team/rotating#key' });
    expect(await valuesOf(key)).toEqual({ key: 'one' });
    desk.store.put('team/rotating', { key: 'two' });
    const { items } = await listEntries({ caller: support, input: { search: 'rotating' } });
    expect(items).toHaveLength(1);
    const id = items[0]?.id ?? '';
    await refreshEntry({ caller: support, input: { id } });
    expect(await valuesOf(key)).toEqual({ key: 'two' });
    desk.store.put('team/rotating', { key: 'three' });
    time.advance(0.9 * desk.manager.policy.freshMs);
    const loaded = await loadManager(desk.manager.id);
    if (loaded) refreshAhead(loaded);
    await refreshesSettled();
    expect(await valuesOf(key)).toEqual({ key: 'three' });
    const timeline = await readTimeline({ caller: support, input: { subject: items[0]?.subject ?? '' } });
    expect(JSON.stringify(timeline)).toContain('rotated');
  });

  it('remembers what is absent, and finds it again', async () => {
    desk.store.put('team/leaving', { key: 'here' });
    const key = await bound({ key: 'memory://team/leaving#key' });
    await valuesOf(key);
    desk.store.remove('team/leaving');
    time.advance(3 * hourMs);
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'secret_not_found' });
    expect(await desk.requestsOf(() => valuesOf(key).catch(() => null))).toBe(0);
    desk.store.put('team/leaving', { key: 'back' });
    time.advance(3 * hourMs);
    expect(await valuesOf(key)).toEqual({ key: 'back' });
  });

  it('serves what it knows as stale while it cannot be reached', async () => {
    const key = await bound({ key: 'memory://team/top#key' });
    await valuesOf(key);
    time.advance(3 * hourMs);
    desk.store.isDown = true;
    expect(await sourceOf(key, 'key')).toMatchObject({ state: 'stale' });
    expect(await valuesOf(key)).toEqual({ key: 'top key' });
    desk.store.isDown = false;
    time.advance(hourMs);
    expect(await sourceOf(key, 'key')).toMatchObject({ source: 'provider', state: 'fresh' });
  });

  it('is scanned by reading, tells what is gone, and who uses what', async () => {
    desk.store.put('team/scanned/gone', { key: 'x' });
    desk.store.put('team/scanned/fine', { key: 'x', other: 'y' });
    const key = await bound({
      gone: 'memory://team/scanned/gone#key',
      fine: 'memory://team/scanned/fine#key',
    });
    desk.store.remove('team/scanned/gone');
    await scanManager({ caller: admin, input: { id: desk.manager.id } });
    const { items } = await listFindings({ caller: builder, input: { secretManagerId: desk.manager.id } });
    expect(items.filter(({ connection }) => connection.key === key)).toMatchObject([
      { field: 'gone', kind: 'deleted', candidates: [] },
    ]);
    const of = async (input: object) =>
      (await listUsedBy({ caller: builder, input: { secretManagerId: desk.manager.id, ...input } })).items
        .filter((each) => each.key === key)
        .flatMap(({ fields }) => fields.map(({ name }) => name));
    expect(await of({ vault: 'team', item: 'scanned/fine' })).toEqual(['fine']);
    expect(await of({ reference: 'memory://team/scanned/fine#key' })).toEqual(['fine']);
    const places = await listPlaces({
      caller: builder,
      input: { secretManagerId: desk.manager.id, vault: 'team' },
    });
    expect(places.items.map(({ id }) => id)).toContain('scanned/fine');
  });

  it('refuses a connection what its project may not use, and follows no name: a path is its own', async () => {
    await desk.grant('memory://team/apps/**');
    const input = {
      key: 'refused',
      name: 'refused',
      app: 'custom' as const,
      ...ofTeam,
      fields: { key: { secretManagerId: desk.manager.id, reference: 'memory://payroll/wages#key' } },
    };
    await expect(createConnection({ caller: builder, input })).rejects.toMatchObject({
      code: 'secret_forbidden',
    });
    await grantAll(desk.manager);
    await updateManager({ caller: admin, input: { id: desk.manager.id, patch: { followNames: true } } });
    desk.store.put('team/followed', { key: 'one' });
    const key = await bound({ key: 'memory://team/followed#key' });
    await valuesOf(key);
    desk.store.remove('team/followed');
    time.advance(3 * hourMs);
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'secret_not_found' });
    desk.store.put('team/followed', { key: 'two' });
    time.advance(3 * hourMs);
    expect(await valuesOf(key)).toEqual({ key: 'two' });
  });

  it('is re-pointed by its paths, and another one of its kind alone stands in for it', async () => {
    const key = await bound({ password: `${db}#password`, mail: 'memory://team/apps/mail#key' });
    const connect = (name: string, ...mounts: string[]) =>
      connectManager({
        caller: admin,
        input: { name, provider: memoryId, config: { serviceAccountToken: desk.store.mint(...mounts) } },
      });
    const replica = await connect('Replica', 'team');
    const empty = await connect('Without mounts', 'payroll');
    await grantAll(replica);
    const preview = async (toId: string) => {
      const input = { fromId: desk.manager.id, toId, keys: [key] };
      const { connections } = await previewRepoint({ caller: admin, input });
      return connections[0]?.fields.map(({ outcome, reference }) => reference ?? outcome);
    };
    expect(await preview(replica.id)).toEqual(['memory://team/apps/mail#key', `${db}#password`]);
    await grantAll(empty);
    expect(await preview(empty.id)).toEqual(['not_found', 'not_found']);
    const fallBackOn = (fallbackId: string) =>
      updateManager({ caller: admin, input: { id: desk.manager.id, patch: { fallbackId } } });
    await expect(fallBackOn(await makeManagerRow())).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { fallbackId: { key: 'fallbackOtherReferences' } },
    });
    await fallBackOn(replica.id);
    forgetAll();
    time.advance(40 * hourMs);
    desk.store.isDown = true;
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'provider_unavailable' });
  });
});
