import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from './handle';
import { startEvents } from './onepassword-events/events';
import type { EventsSandbox } from './onepassword-events/handle';
import { startSandbox } from './sandbox';

let nowMs: number;
let sandbox: Sandbox;
let events: EventsSandbox;
let token: string;
let place: { vault: string; item: string };

beforeEach(async () => {
  nowMs = Date.parse('2026-12-01T12:00:00Z');
  sandbox = await startSandbox({ now: () => nowMs });
  events = await startEvents(sandbox);
  token = events.mintToken().token;
  const { id: vault } = sandbox.createVault({ name: 'V' });
  const fields = [{ label: 'key', type: 'Concealed' as const, value: 'v' }];
  place = { vault, item: sandbox.createItem({ vault, title: 'I', category: 'ApiCredentials', fields }).id };
  nowMs += 1_000;
});

afterEach(async () => {
  await events.close();
  await sandbox.close();
});

async function ask(path: string, body?: unknown, by = token) {
  const response = await fetch(`${events.address}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${by}` },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const since = () => ({ start_time: new Date(nowMs).toISOString() });
const usages = async (body: unknown) => (await ask('/api/v2/itemusages', body)).body;

function change(times = 1) {
  for (let at = 0; at < times; at += 1)
    sandbox.updateItem({ ...place, field: 'key', value: `v${nowMs} ${at}` });
}

describe('the Events API of the sandbox', () => {
  it('tells pages by a cursor that lasts, and says whether more is there', async () => {
    const begin = since();
    change(5);
    const first = await usages({ ...begin, limit: 2 });
    expect(first).toMatchObject({ has_more: true, items: [{ action: 'server-update' }, {}] });
    const second = await usages({ cursor: first.cursor });
    expect(await usages({ cursor: first.cursor })).toEqual(second);
    const third = await usages({ cursor: second.cursor });
    expect(third).toMatchObject({ has_more: false, items: [{}] });
    expect(await usages({ cursor: third.cursor })).toMatchObject({ has_more: false, items: [] });
    change();
    expect((await usages({ cursor: third.cursor })).items).toHaveLength(1);
  });

  it('refuses cursors of another stream, limits beyond 1,000 and bodies that are none', async () => {
    const { cursor } = await usages(since());
    const wrong = [{ cursor: 'none' }, { cursor, limit: 2 }, { limit: 0 }, { limit: 1_001 }, '[', []];
    for (const body of wrong) expect((await ask('/api/v2/itemusages', body)).status).toBe(400);
    expect((await ask('/api/v2/auditevents', { cursor })).status).toBe(400);
  });

  it('refuses a token that is unknown, revoked or without the feature', async () => {
    const lacking = events.mintToken({ features: ['auditevents'] });
    expect((await ask('/api/v2/itemusages', since(), lacking.token)).status).toBe(401);
    expect((await ask('/api/v2/itemusages', since(), 'a.b.c')).status).toBe(401);
    events.revokeToken(lacking.id);
    expect((await ask('/api/v2/auth/introspect', undefined, lacking.token)).status).toBe(401);
    events.restoreToken(lacking.id);
    expect((await ask('/api/v2/auth/introspect', undefined, lacking.token)).body.features).toEqual([
      'auditevents',
    ]);
  });

  it('tells events late, twice and out of order when it is told to', async () => {
    const begin = since();
    events.setArrival({ lateMs: 60_000, isTwice: true });
    change();
    expect((await usages(begin)).items).toEqual([]);
    nowMs += 60_000;
    const [one, again] = (await usages(begin)).items;
    expect(again).toEqual(one);
    const { cursor } = await usages(begin);
    const numbers = [0.9, 0.1];
    events.setArrival({ random: () => numbers.shift() ?? 0 });
    change();
    nowMs += 1_000;
    change();
    const times = (await usages({ cursor })).items.map(({ timestamp }: { timestamp: string }) => timestamp);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('allows 600 requests a minute', async () => {
    const statuses = [];
    for (let at = 0; at < 601; at += 1) statuses.push((await ask('/api/v2/itemusages', since())).status);
    expect(statuses.slice(0, 600)).not.toContain(429);
    expect(statuses[600]).toBe(429);
    nowMs += 60_001;
    expect((await ask('/api/v2/itemusages', since())).status).toBe(200);
  });

  it('tells of access: who may see a vault, a vault that is gone, a token that was revoked', async () => {
    const begin = since();
    const { serviceAccountId } = sandbox.mintToken({ vaults: [place.vault] });
    sandbox.withdrawVault({ serviceAccountId, vault: place.vault });
    sandbox.revokeToken(serviceAccountId);
    sandbox.deleteVault({ vault: place.vault });
    const { items } = (await ask('/api/v2/auditevents', begin)).body;
    const told = items.map((each: Record<string, string>) => `${each.action} ${each.object_type}`);
    expect(told).toEqual(expect.arrayContaining(['revoke uva', 'revoke satoken', 'delete vault']));
  });
});
