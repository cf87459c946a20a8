import { expect, test } from '@playwright/test';
import type { ConnectionView } from '@/lib/connections/schema';
import type { ManagerView } from '@/lib/managers/schema';
import type { FaultInput } from '../sandbox/faults';
import { freePort } from '../scripts/port.mjs';
import { type Answer, byKey, type Call, type Refusal } from './api-client';
import { badReferences } from './bad-references';
import { brokenTokens, type Listener, startListener, tokenFor } from './bad-tokens';
import { type Latchkey, launchLatchkey } from './launch';
import { savedThings } from './saved-things';

const timeoutMs = 6_000;
// What a busy machine adds to a deadline.
const marginMs = 3_000;
const managers = '/api/v1/secret-managers';

let latchkey: Latchkey;
let asAdmin: Call;
let listener: Listener;
let closedOrigin: string;

test.beforeAll(async () => {
  closedOrigin = `http://127.0.0.1:${await freePort()}`;
  listener = await startListener();
  latchkey = await launchLatchkey({
    signInHosts: [closedOrigin],
    env: { LATCHKEY_PROVIDER_TIMEOUT_MS: String(timeoutMs) },
  });
  asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
});
test.afterAll(async () => {
  await latchkey.close();
  await listener.close();
});
test.afterEach(() => latchkey.sandbox.clearFaults());

test.describe('a token', () => {
  test('that is no whole token is refused with what is wrong, and nothing is sent', async () => {
    latchkey.sandbox.clearLog();
    for (const { name, token, says } of brokenTokens(latchkey.token)) {
      for (const answer of await tryAndSave(token)) {
        expect([name, answer.status, answer.body.code]).toEqual([name, 422, 'invalid_token']);
        expect(answer.body.detail, name).toMatch(says);
        expectDiscreet(answer, token);
      }
    }
    expect(latchkey.sandbox.requests()).toEqual([]);
  });

  test('with white space around it is taken, trimmed', async () => {
    const { token } = latchkey.sandbox.mintToken({ name: 'spaced' });
    const spaced = ` \n\t${token}\r\n `;
    const tested = await asAdmin<{ ok: boolean; vaults: { title: string }[] }>('POST', `${managers}/test`, {
      provider: 'onepassword',
      config: { serviceAccountToken: spaced },
    });
    expect(tested.status, tested.text).toBe(200);
    expect(tested.body.vaults.map(({ title }) => title)).toEqual(['Production', 'Shared', 'Staging']);
    const saved = await save('Spaced', spaced);
    expect(saved.status, saved.text).toBe(201);
    await latchkey.restart();
    const rechecked = await asAdmin('POST', `${managers}/${saved.body.id}/test`);
    expect(rechecked.status, rechecked.text).toBe(200);
    expect((await asAdmin('DELETE', `${managers}/${saved.body.id}`)).status).toBe(204);
  });

  test('that was revoked is refused as such', async () => {
    const { token, serviceAccountId } = latchkey.sandbox.mintToken({ name: 'revoked' });
    latchkey.sandbox.revokeToken(serviceAccountId);
    for (const answer of await tryAndSave(token)) {
      expect([answer.status, answer.body.code]).toEqual([424, 'provider_denied']);
      expect(answer.body.detail).toMatch(/revoked/);
      expectDiscreet(answer, token);
    }
  });

  test('of another address is refused, and not one connection is opened to it', async () => {
    const { port } = new URL(latchkey.sandbox.address);
    const refused = [
      listener.origin,
      listener.origin.replace('127.0.0.1', 'localhost'),
      listener.origin.replace('127.0.0.1', '2130706433'),
      `${listener.origin}/api`,
      listener.origin.replace('http://', 'http://my.1password.com@'),
      `http://localhost:${port}`,
      `https://127.0.0.1:${port}`,
      'https://my.1password.com.example.test',
      'http://my.1password.com',
      'file:///etc/passwd',
    ];
    latchkey.sandbox.clearLog();
    for (const address of refused) {
      const token = tokenFor(latchkey.token, address);
      for (const answer of await tryAndSave(token)) {
        expect([address, answer.status, answer.body.code]).toEqual([address, 422, 'sign_in_address_refused']);
        expect(answer.body.detail).toMatch(/[Nn]othing was sent/);
        expectDiscreet(answer, token);
      }
    }
    expect(listener.connections()).toBe(0);
    expect(latchkey.sandbox.requests()).toEqual([]);
  });

  const troubles: { name: string; fault?: FaultInput; code: string; retryAfterS?: number }[] = [
    { name: '1Password is down', code: 'provider_unavailable' },
    { name: '1Password breaks the connection', fault: { kind: 'reset' }, code: 'provider_unavailable' },
    { name: '1Password answers 503', fault: { kind: 'status', status: 503 }, code: 'provider_unavailable' },
    { name: '1Password hangs at sign-in', fault: { kind: 'hang' }, code: 'provider_timeout' },
    {
      name: '1Password hangs in the middle',
      fault: { kind: 'hang', inBody: true, route: 'vaults' },
      code: 'provider_timeout',
    },
    {
      name: '1Password limits the rate',
      fault: { kind: 'status', status: 429, headers: { 'Retry-After': '7' } },
      code: 'provider_rate_limited',
      retryAfterS: 7,
    },
  ];
  for (const { name, fault, code, retryAfterS } of troubles) {
    test(`is not saved while ${name}, which is told within the deadline`, async () => {
      const { token, serviceAccountId } = latchkey.sandbox.mintToken({ name });
      if (fault)
        latchkey.sandbox.injectFault({ ...fault, ...(fault.kind === 'hang' ? { serviceAccountId } : {}) });
      const answers = await tryAndSave(fault ? token : tokenFor(token, closedOrigin));
      for (const answer of answers) {
        expect([answer.status, answer.body.code]).toEqual([503, code]);
        expect(answer.tookMs).toBeLessThan(timeoutMs + marginMs);
        expectDiscreet(answer, token);
        if (retryAfterS === undefined) continue;
        const waitS = Number(answer.headers.get('retry-after'));
        expect(waitS).toBeGreaterThanOrEqual(retryAfterS);
        expect(waitS).toBeLessThan(retryAfterS * 2);
      }
    });
  }
});

test.describe('a reference', () => {
  let manager: ManagerView;
  let connection: ConnectionView;

  test.beforeAll(async () => {
    const vaults = ['Production', 'Shared'].map((name) => latchkey.sandbox.findVault(name));
    const { token } = latchkey.sandbox.mintToken({ name: 'references', vaults });
    const saved = await save('References', token);
    expect(saved.status, saved.text).toBe(201);
    manager = saved.body;
    const made = await asAdmin<ConnectionView>('POST', '/api/v1/connections', {
      key: 'kept',
      name: 'Kept',
      app: 'stripe',
      scope: 'platform',
      fields: { secretKey: { secretManagerId: manager.id, reference: 'op://Production/Stripe/Secret Key' } },
    });
    expect(made.status, made.text).toBe(201);
    connection = made.body;
  });

  test('that names nothing, or too much, is told with its code by check and by resolve', async () => {
    for (const { name, reference, code, says } of badReferences(latchkey.sandbox)) {
      const checked = await asAdmin<{ ok: boolean; code: string; message: string }>(
        'POST',
        '/api/v1/references/check',
        { secretManagerId: manager.id, reference },
      );
      expect(checked.status, checked.text).toBe(200);
      expect([name, checked.body.ok, checked.body.code]).toEqual([name, false, code]);
      expect(checked.body.message, name).toMatch(says);
      const resolved = await asAdmin<{ results: { value?: string; error?: { code: string } }[] }>(
        'POST',
        '/api/v1/references/resolve',
        { secretManagerId: manager.id, references: [reference, 'op://Production/Stripe/Secret Key'] },
      );
      const [bad, good] = resolved.body.results;
      expect([name, bad?.error?.code, bad?.value]).toEqual([name, code, undefined]);
      expect(good?.value).toMatch(/^sk_live/);
    }
  });

  test('that names nothing, or too much, is not saved in a connection, new or old', async () => {
    for (const { name, reference, code, says } of badReferences(latchkey.sandbox)) {
      const fields = {
        secretKey: { secretManagerId: manager.id, reference },
        webhookSecret: { value: 'whsec_typed' },
      };
      const answers = await leavingAllAsItWas(async () => [
        await asAdmin('POST', '/api/v1/connections', {
          key: 'bad',
          name: 'Bad',
          app: 'stripe',
          scope: 'platform',
          fields,
        }),
        await asAdmin('PATCH', `/api/v1/connections/${connection.key}`, { name: 'Renamed', fields }),
      ]);
      for (const answer of answers) {
        expect([name, answer.status, answer.body.code]).toEqual([name, 424, code]);
        expect(answer.body.fields?.['fields.secretKey'], name).toMatch(says);
      }
      const { body } = await asAdmin<ConnectionView>('GET', `/api/v1/connections/${connection.key}`);
      expect(body).toEqual({ ...connection, updatedAt: body.updatedAt });
    }
  });

  test('that was archived or deleted later fails the whole connection, by field, and is never passed on', async () => {
    const { sandbox } = latchkey;
    const vault = sandbox.findVault('Shared');
    const { id } = sandbox.createItem({
      vault,
      title: 'Doomed',
      fields: [{ label: 'key', value: 'v-doomed' }],
    });
    const made = await asAdmin<ConnectionView>('POST', '/api/v1/connections', {
      key: 'doomed',
      name: 'Doomed',
      app: 'custom',
      scope: 'platform',
      fields: {
        doomed: { secretManagerId: manager.id, reference: 'op://Shared/Doomed/key' },
        healthy: { secretManagerId: manager.id, reference: 'op://Shared/Database/password' },
      },
    });
    expect(made.status, made.text).toBe(201);
    for (const end of [sandbox.archiveItem, sandbox.deleteItem]) {
      end({ vault, item: id });
      await asAdmin('DELETE', `/api/v1/cache?secretManagerId=${manager.id}`);
      const resolved = await asAdmin('POST', '/api/v1/connections/doomed/resolve');
      expect([resolved.status, resolved.body.code]).toEqual([424, 'secret_not_found']);
      expect(resolved.body.detail).toContain('doomed');
      expect(Object.keys(resolved.body.fields ?? {})).toEqual(['doomed']);
      expect(resolved.text).not.toContain('SANDBOX-shared');
    }
    await asAdmin('DELETE', '/api/v1/connections/doomed');
  });
});

/** Tests a token and tries to save it; both must leave all as it was. */
function tryAndSave(token: string): Promise<Answer<Refusal>[]> {
  const config = { serviceAccountToken: token };
  const wanted = { name: 'Refused', provider: 'onepassword', scope: 'platform', config };
  return leavingAllAsItWas(() =>
    Promise.all([
      asAdmin('POST', `${managers}/test`, { provider: 'onepassword', config }),
      asAdmin('POST', managers, wanted),
    ]),
  );
}

function save(name: string, token: string): Promise<Answer<ManagerView>> {
  return asAdmin<ManagerView>('POST', managers, {
    name,
    provider: 'onepassword',
    scope: 'platform',
    config: { serviceAccountToken: token },
  });
}

async function leavingAllAsItWas<T>(work: () => Promise<T>): Promise<T> {
  const before = await savedThings(asAdmin);
  const done = await work();
  expect(await savedThings(asAdmin)).toEqual(before);
  return done;
}

/** A refusal is a problem for people, and tells nothing of the token or of the vendor. */
function expectDiscreet({ headers, text, body }: Answer<Refusal>, token: string): void {
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(body.detail.length).toBeGreaterThan(30);
  expect(body.requestId).toMatch(/\S{8,}/);
  expect(text).not.toMatch(/reqwest|deserializ|srp|muk|at \w+ \(/i);
  if (token.trim().length > 20) expect(text).not.toContain(token.trim().slice(4, 24));
}
