import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { setDatabaseAway } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import { type Events, openEvents } from './testing/read-events';
import { useTestApi } from './testing/use-api';

useTestDatabase();
const account = useTestAccount();
const { api, asAdmin, asWorkload } = useTestApi();
const minuteMs = 60_000;
let desk: Desk;
let origin = '';
let authorization = '';
let id = '';
let made = 0;
let time: ReturnType<typeof manualClock>;
const opened: Events[] = [];

beforeAll(async () => {
  desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
  origin = await api().listen({ port: 0, host: '127.0.0.1' });
  const key = await asAdmin('POST', '/api/v1/api-keys', { name: 'listener', role: 'workload' });
  authorization = `Bearer ${key.body.key}`;
});
beforeEach(() => {
  time = manualClock(Date.now() + 60 * minuteMs);
  setClock(time);
  id = account.sandbox.createEnvironment({
    name: 'Shop',
    variables: [
      { name: 'A', value: 'canary-a' },
      { name: 'B', value: 'canary-b' },
    ],
  }).id;
  account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: id });
});
afterEach(() => {
  for (const events of opened.splice(0)) events.leave();
  setDatabaseAway(false);
  setClock(systemClock);
});
afterAll(() => api().server.closeAllConnections());

async function whole(): Promise<string> {
  made += 1;
  const key = `of-environment-${made}`;
  const environment = { secretManagerId: desk.manager.id, environmentId: id };
  const body = { key, name: key, app: 'custom', scope: 'platform', environment };
  const { status, text } = await asAdmin('POST', '/api/v1/connections', body);
  expect(status, text).toBe(201);
  return key;
}
const set = (field: string, value: string) =>
  account.sandbox.updateItem({ ...account.sandbox.variablesItem(id), field, value, type: 'Concealed' });
const resolve = (key: string) => asWorkload('POST', `/api/v1/connections/${key}/resolve`);
/** An item tells when it was changed in whole seconds. */
const nextSecond = () => sleep(1_100);

it('tells a listener which variable changed, then the names that were added with the revision that they gave', async () => {
  const key = await whole();
  const events = await openEvents(`${origin}/api/v1/connections/${key}/events`, { authorization });
  opened.push(events);
  expect(await events.next()).toMatchObject({ event: 'current', data: { key, revision: 1 } });
  await nextSecond();
  set('A', 'canary-other');
  time.advance(5 * minuteMs);
  expect(await events.next()).toMatchObject({ event: 'changed', data: { revision: 1, fields: ['A'] } });
  await nextSecond();
  set('C', 'canary-c');
  time.advance(5 * minuteMs);
  expect(await events.next()).toMatchObject({ event: 'changed', data: { revision: 2, fields: ['C'] } });
  expect(events.text()).not.toContain('canary');
});

it('answers 304 while nothing changed, and another ETag once the set of variables did', async () => {
  const key = await whole();
  const first = await fetchTag(key);
  expect((await fetchTag(key, first.tag)).status).toBe(304);
  await nextSecond();
  set('C', 'canary-c');
  time.advance(5 * 60 * minuteMs);
  const second = await fetchTag(key, first.tag);
  expect(second.status).toBe(200);
  expect(second.tag).not.toBe(first.tag);
});

async function fetchTag(key: string, known?: string) {
  const answer = await fetch(`${origin}/api/v1/connections/${key}/resolve`, {
    method: 'POST',
    headers: { authorization, ...(known === undefined ? {} : { 'if-none-match': known }) },
  });
  return { status: answer.status, tag: answer.headers.get('etag') ?? '' };
}

it('gives all of it while the database is away, and moves the revision once it is back', async () => {
  const key = await whole();
  expect((await resolve(key)).body).toMatchObject({ revision: 1 });
  await refreshesSettled();
  await nextSecond();
  set('C', 'canary-c');
  setDatabaseAway(true);
  time.advance(5 * 60 * minuteMs);
  const away = (await resolve(key)).body;
  expect(Object.keys(Object(away.fields)).sort()).toEqual(['A', 'B', 'C']);
  expect(away).toMatchObject({ revision: 1, sources: { C: { detached: true } } });
  setDatabaseAway(false);
  time.advance(5 * 60 * minuteMs);
  await resolve(key);
  expect((await resolve(key)).body).toMatchObject({ revision: 2, fields: { C: 'canary-c' } });
});
