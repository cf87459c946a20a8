import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { bind } from '@/lib/connections/testing/bound';
import { admin, team } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { endWatches, listenerCount } from '@/lib/connections/watch';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setAccess } from '@/lib/managers/access';
import { setClock } from '@/lib/platform/clock';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { type Events, openEvents } from './testing/read-events';
import { useTestApi } from './testing/use-api';

useTestDatabase();
const account = useTestAccount();
const { api, asAdmin, asWorkload } = useTestApi();
const minuteMs = 60_000;
const place: { desk?: Desk; origin: string; authorization: string; keyId: string } = {
  origin: '',
  authorization: '',
  keyId: '',
};
const opened: Events[] = [];

beforeAll(async () => {
  place.desk = await connectDesk(account.sandbox, { API: { token: 'canary-first', other: 'canary-other' } });
  place.origin = await api().listen({ port: 0, host: '127.0.0.1' });
  const made = await asAdmin('POST', '/api/v1/api-keys', { name: 'listener', role: 'workload' });
  place.authorization = `Bearer ${made.body.key}`;
  place.keyId = String(Object(made.body.apiKey ?? made.body).id);
});
afterEach(() => {
  for (const events of opened.splice(0)) events.leave();
  setClock(systemClock);
  account.sandbox.clearFaults();
});
afterAll(() => api().server.closeAllConnections());

async function listen(key: string, headers: Record<string, string> = {}): Promise<Events> {
  const address = `${place.origin}/api/v1/connections/${key}/events`;
  const events = await openEvents(address, { authorization: place.authorization, ...headers });
  opened.push(events);
  return events;
}

const reference = (field: string) => `op://${place.desk?.manager.name}/API/${field}`;
const boundTo = async (fields: Record<string, string>) => {
  if (!place.desk) throw new Error('there is no secret manager');
  return bind(place.desk, fields);
};
const update = (field: string, value: string) =>
  account.sandbox.updateItem({
    vault: place.desk?.vaultId ?? '',
    item: account.sandbox.findItem(place.desk?.vaultId ?? '', 'API').item,
    field,
    value,
  });
const quiet = () => new Promise((resolve) => setTimeout(resolve, 1_200));

it('begins with what is there, tells a change by its names, and never a value', async () => {
  const key = await boundTo({ token: reference('token'), other: reference('other') });
  const events = await listen(key);
  expect(events.status).toBe(200);
  expect(events.contentType).toBe('text/event-stream; charset=utf-8');
  const first = await events.next();
  expect(first).toMatchObject({ event: 'current', data: { key, revision: 1 } });
  const changed = await asAdmin('PATCH', `/api/v1/connections/${key}`, {
    fields: { plain: { value: 'canary-typed' } },
  });
  expect(changed.status, changed.text).toBe(200);
  const second = await events.next();
  expect(second).toMatchObject({ event: 'changed', data: { key, revision: 2, fields: ['plain'] } });
  expect(second.id).not.toBe(first.id);
  await asAdmin('PATCH', `/api/v1/connections/${key}`, { name: 'Another name' });
  expect(await events.next()).toMatchObject({ event: 'changed', data: { revision: 3, fields: [] } });
  expect(events.text()).not.toContain('canary');
});

it('tells a rotation that nobody asked for, and asks 1Password no more than for a workload that reads all the time', async () => {
  const time = manualClock(Date.now());
  setClock(time);
  const key = await boundTo({ token: reference('token'), other: reference('other') });
  const events = await listen(key);
  await events.next();
  update('token', 'canary-second');
  account.sandbox.clearLog();
  time.advance(5 * minuteMs);
  expect(await events.next()).toMatchObject({ event: 'changed', data: { key, fields: ['token'] } });
  const { body } = await asWorkload('POST', `/api/v1/connections/${key}/resolve`);
  expect(body.fields).toMatchObject({ token: 'canary-second', other: 'canary-other' });
  const counts = account.sandbox.counts(place.desk?.token.serviceAccountId ?? '');
  const reads = (counts['items/batch'] ?? 0) + (counts.item ?? 0) + (counts['items/overviews'] ?? 0);
  expect(reads, JSON.stringify(counts)).toBeLessThanOrEqual(2);
  await quiet();
  expect(events.waiting()).toBe(0);
});

it('is quiet through an outage, and tells what changed meanwhile when it is over', async () => {
  const time = manualClock(Date.now());
  setClock(time);
  const key = await boundTo({ token: reference('token') });
  const events = await listen(key);
  await events.next();
  account.sandbox.injectFault({ kind: 'status', status: 500 });
  time.advance(8 * minuteMs);
  await quiet();
  expect(events.waiting()).toBe(0);
  update('token', 'canary-after the outage');
  account.sandbox.clearFaults();
  const told = events.next();
  for (let minute = 0; minute < 12 && events.waiting() === 0; minute += 1) {
    time.advance(minuteMs);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  expect(await told).toMatchObject({ event: 'changed', data: { fields: ['token'] } });
});

it('tells who comes back whether anything changed meanwhile', async () => {
  const key = await boundTo({ token: reference('token') });
  const events = await listen(key);
  const { id = '' } = await events.next();
  events.leave();
  const same = await listen(key, { 'last-event-id': id });
  await quiet();
  expect(same.waiting()).toBe(0);
  same.leave();
  await asAdmin('PATCH', `/api/v1/connections/${key}`, { fields: { plain: { value: 'canary' } } });
  const other = await listen(key, { 'last-event-id': id });
  const told = await other.next();
  expect(told).toMatchObject({ event: 'changed', data: { fields: ['plain', 'token'] } });
  // The same state has the same name, whoever asks.
  expect((await (await listen(key)).next()).id).toBe(told.id);
});

it('tells a secret that is gone, and one that may no longer be used', async () => {
  const time = manualClock(Date.now());
  setClock(time);
  const key = await boundTo({ other: reference('other') });
  const events = await listen(key);
  await events.next();
  const { id = '' } = place.desk?.manager ?? {};
  const narrow = (patterns: string[]) =>
    setAccess({ caller: admin, input: { id, projects: [{ projectId: team.id, patterns }] } });
  await narrow(['op://Elsewhere/**']);
  expect(await events.next()).toMatchObject({ event: 'changed', data: { fields: ['other'] } });
  await narrow(['op://**']);
  expect(await events.next()).toMatchObject({ event: 'changed', data: { fields: ['other'] } });
});

it.each([
  [
    'disabled',
    { code: 'forbidden', reason: 'disabled' },
    (key: string) => asAdmin('POST', `/api/v1/connections/${key}/disable`),
  ],
  ['removed', { code: 'not_found' }, (key: string) => asAdmin('DELETE', `/api/v1/connections/${key}`)],
] as const)('ends when the connection is %s, and says why', async (_how, data, act) => {
  const key = await boundTo({ token: reference('token') });
  const events = await listen(key);
  await events.next();
  const acted = await act(key);
  expect(acted.status, acted.text).toBeLessThan(300);
  expect(await events.next()).toEqual({ event: 'ended', data });
  await events.ended;
});

it('ends for a key whose project the connection leaves', async () => {
  const key = 'leaving';
  const of = (id: string) => ({ scope: 'project', projectIds: [id] });
  const made = await asAdmin('POST', '/api/v1/connections', {
    key,
    name: key,
    app: 'custom',
    ...of(team.id),
    fields: { plain: { value: 'canary' } },
  });
  expect(made.status, made.text).toBe(201);
  const other = await asAdmin('POST', '/api/v1/projects', { name: 'Another' });
  const { body } = await asAdmin('POST', '/api/v1/api-keys', {
    name: 'team’s',
    role: 'workload',
    ...of(team.id),
  });
  const events = await listen(key, { authorization: `Bearer ${body.key}` });
  expect(await events.next()).toMatchObject({ event: 'current' });
  const moved = await asAdmin('PATCH', `/api/v1/connections/${key}`, of(String(other.body.id)));
  expect(moved.status, moved.text).toBe(200);
  for (let event = await events.next(); event.event !== 'ended'; event = await events.next())
    expect(event.event).toBe('changed');
  await events.ended;
  expect((await listen(key, { authorization: `Bearer ${body.key}` })).status).toBe(404);
});

it('is not given of a connection that is disabled', async () => {
  const key = await boundTo({ token: reference('token') });
  await asAdmin('POST', `/api/v1/connections/${key}/disable`);
  expect((await listen(key)).status).toBe(403);
});

it('counts who listens, and forgets who leaves', async () => {
  const key = await boundTo({ token: reference('token') });
  await expect.poll(listenerCount).toBe(0);
  const all = await Promise.all([listen(key), listen(key), listen(key)]);
  for (const events of all) expect(await events.next()).toMatchObject({ event: 'current' });
  expect(listenerCount()).toBe(3);
  const head = await fetch(`${place.origin}/api/v1/connections/${key}/events`, {
    method: 'HEAD',
    headers: { authorization: place.authorization },
  });
  expect(head.status).toBe(200);
  expect(listenerCount()).toBe(3);
  for (const events of all) events.leave();
  await expect.poll(listenerCount).toBe(0);
});

it('ends within ten seconds when its key is revoked', async () => {
  const key = await boundTo({ token: reference('token') });
  const events = await listen(key);
  await events.next();
  const revoked = await asAdmin('DELETE', `/api/v1/api-keys/${place.keyId}`);
  expect(revoked.status, revoked.text).toBeLessThan(300);
  expect(await events.next()).toEqual({ event: 'ended', data: { code: 'unauthenticated' } });
  await events.ended;
  expect((await listen(key)).status).toBe(401);
});

it('ends with its process, which lets nobody begin', async () => {
  const key = await boundTo({ token: reference('token') });
  const made = await asAdmin('POST', '/api/v1/api-keys', { name: 'last', role: 'workload' });
  place.authorization = `Bearer ${made.body.key}`;
  const events = await listen(key);
  await events.next();
  endWatches();
  expect(await events.next()).toEqual({ event: 'ended', data: { code: 'overloaded' } });
  await events.ended;
  expect((await listen(key)).status).toBe(503);
});
