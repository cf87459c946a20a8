import { describe, expect, it } from 'vitest';
import { useTestApi } from '@/lib/api/testing/use-api';
import { listEvents } from '@/lib/audit/list';
import { admin } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import { database } from '@/lib/platform/database';
import { countSealed } from '@/lib/platform/sealed-columns';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import type { Feature } from '@/sandbox/onepassword-events/tokens';

useTestDatabase();
const account = useTestAccount();
const { ask, asAdmin, asWorkload, signedIn } = useTestApi();

async function aDesk() {
  const { manager } = await connectDesk(account.sandbox, { API: { key: 'k' } });
  return { id: manager.id, path: `/api/v1/secret-managers/${manager.id}` };
}

const offer = (features?: readonly Feature[]) => ({
  token: account.events.mintToken(features ? { features } : {}).token,
  origin: account.events.address,
});

describe('a token for the change feed', () => {
  it('is looked at, sealed, and in no answer; `null` takes it away', async () => {
    const { path, id } = await aDesk();
    expect((await asAdmin('GET', path)).body.changeFeed).toEqual({
      state: 'off',
      lastHeardAt: null,
      delayMs: null,
      changesSeen: 0,
      mayBeOfAnotherAccount: false,
      trust: null,
      access: null,
    });
    const changeFeed = offer();
    const given = await asAdmin('PATCH', path, { changeFeed });
    expect(given).toMatchObject({ status: 200, body: { changeFeed: { state: 'listening' } } });
    expect(given.text).not.toContain(changeFeed.token);
    const [row] = await database().managerFeed.findMany();
    expect(Buffer.from(row?.sealedToken ?? []).toString()).not.toContain(changeFeed.token);
    expect(await countSealed(database(), ['manager_feed'])).toMatchObject([{ count: 1 }]);
    const { items } = await listEvents({ caller: admin, input: { subjectId: id, limit: 1 } });
    expect(items[0]).toMatchObject({ verb: 'secret_manager.updated', details: { changed: ['changeFeed'] } });
    const taken = await asAdmin('PATCH', path, { changeFeed: null });
    expect(taken).toMatchObject({ status: 200, body: { changeFeed: { state: 'off' } } });
    expect(await database().changeFeed.count()).toBe(0);
  });

  it('is refused without the feature, when it is revoked, and when it is no token', async () => {
    const { path } = await aDesk();
    const lacking = offer(['signinattempts']);
    expect(await asAdmin('PATCH', path, { changeFeed: lacking })).toMatchObject({
      status: 422,
      body: { code: 'invalid_token' },
    });
    const { token, id } = account.events.mintToken();
    account.events.revokeToken(id);
    const revoked = { token, origin: account.events.address };
    expect((await asAdmin('PATCH', path, { changeFeed: revoked })).body.code).toBe('invalid_token');
    account.events.clearLog();
    const none = { token: 'ops_abc', origin: account.events.address };
    expect((await asAdmin('PATCH', path, { changeFeed: none })).body.code).toBe('invalid_token');
    expect(account.events.requests()).toEqual([]);
    expect((await asAdmin('GET', path)).body.changeFeed).toMatchObject({ state: 'off' });
  });

  it.each([
    'https://events.example.com',
    'http://events.1password.com',
    'https://events.1password.com.example.com',
    'https://user@events.1password.com',
    'https://events.1password.com/path',
    'file:///etc/passwd',
    'nothing',
  ])('is not sent to %s', async (origin) => {
    const { path } = await aDesk();
    const answer = await asAdmin('PATCH', path, { changeFeed: { ...offer(), origin } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'sign_in_address_refused' } });
  });

  it('is trusted as it is told, with a time within its bounds and a token that is there', async () => {
    const { path } = await aDesk();
    const trust = (given: object | null) => asAdmin('PATCH', path, { changeFeed: { trust: given } });
    expect((await trust({})).body.fields).toMatchObject({
      'changeFeed.trust': expect.stringContaining('Set it up with a token'),
    });
    await asAdmin('PATCH', path, { changeFeed: offer() });
    account.events.clearLog();
    expect((await trust({})).body.changeFeed).toMatchObject({
      trust: { freshMs: 86_400_000, state: 'waiting' },
    });
    expect(account.events.requests()).toEqual([]);
    for (const freshMs of [599_999, 86_400_001]) {
      expect((await trust({ freshMs })).body.fields).toEqual({
        'changeFeed.trust.freshMs': expect.stringContaining('While the change feed is trusted'),
      });
    }
    expect((await trust({ freshMs: 600_000, forever: true })).body.code).toBe('invalid_input');
    for (const wrong of [{}, { origin: account.events.address }])
      expect((await asAdmin('PATCH', path, { changeFeed: wrong })).body.code).toBe('invalid_input');
    expect((await trust(null)).body.changeFeed).toMatchObject({ trust: null });
    const both = { ...offer(), trust: { freshMs: 600_000 } };
    const answer = await asAdmin('PATCH', path, { changeFeed: both });
    expect(answer.body.changeFeed).toMatchObject({ state: 'listening', trust: { freshMs: 600_000 } });
    expect((await asAdmin('PATCH', path, { changeFeed: offer() })).body.changeFeed).toMatchObject({
      trust: { freshMs: 600_000 },
    });
  });

  it('is nobody’s to give but an admin’s', async () => {
    const { path } = await aDesk();
    expect((await asWorkload('PATCH', path, { changeFeed: offer() })).status).toBe(403);
    for (const role of ['builder', 'support'] as const) {
      const headers = { cookie: await signedIn(role), origin: 'http://localhost:3000' };
      for (const changeFeed of [null, { trust: {} }]) {
        const { status } = await ask('PATCH', path, { body: { changeFeed }, headers });
        expect([403, 404]).toContain(status);
      }
    }
  });

  it('says that the service cannot be reached, and saves nothing then', async () => {
    const { path } = await aDesk();
    account.events.injectFault({ kind: 'reset', times: 1 });
    const answer = await asAdmin('PATCH', path, { changeFeed: offer() });
    expect(answer).toMatchObject({ status: 503, body: { code: 'provider_unavailable' } });
    expect((await asAdmin('GET', path)).body.changeFeed).toMatchObject({ state: 'off' });
  });
});
