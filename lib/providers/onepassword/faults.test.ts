import { beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '@/lib/kernel/error-codes';
import { asLatchkeyError } from '@/lib/kernel/errors';
import type { ProviderSession } from '@/lib/providers/contract';
import { parseLocator } from '@/lib/providers/references';
import type { FaultInput } from '@/sandbox/faults';
import { brief, sessionWith, useTestBench } from './testing/test-provider';

type Fault = FaultInput;
type Expected = ErrorCode | 'works';

/** A row of the table of faults: what becomes of signing in, of listing, and of reading one item. */
interface Row {
  name: string;
  fault: Fault;
  signIn: Expected;
  list: Expected;
  read: Expected;
  retryAfterMs?: number;
}

const status = (code: number, headers?: Record<string, string>): Fault => ({
  kind: 'status',
  status: code,
  headers,
});
const same = (code: Expected) => ({ signIn: code, list: code, read: code });
const unavailable = same('provider_unavailable');

// One row for each of the SDK's own table of faults (docs: how the SDK behaves); signing in meets every route.
const rows: Row[] = [
  { name: '400', fault: status(400), ...unavailable },
  { name: '401, also after signing in again', fault: status(401), ...same('provider_denied') },
  {
    name: '403',
    fault: status(403),
    signIn: 'provider_denied',
    list: 'provider_denied',
    read: 'secret_forbidden',
  },
  {
    name: '404',
    fault: status(404),
    signIn: 'provider_unavailable',
    list: 'provider_unavailable',
    read: 'secret_not_found',
  },
  { name: '408', fault: status(408), ...same('provider_timeout') },
  { name: '409', fault: status(409), ...unavailable },
  { name: '429', fault: status(429), ...same('provider_rate_limited') },
  {
    name: '429 with Retry-After',
    fault: status(429, { 'Retry-After': '17' }),
    ...same('provider_rate_limited'),
    retryAfterMs: 17_000,
  },
  { name: '500', fault: status(500), ...unavailable },
  { name: '502', fault: status(502), ...unavailable },
  {
    name: '503 with Retry-After',
    fault: status(503, { 'Retry-After': '3' }),
    ...unavailable,
    retryAfterMs: 3_000,
  },
  { name: '504', fault: status(504), ...unavailable },
  { name: '304, a redirect to nowhere', fault: status(304), ...unavailable },
  { name: 'a redirect', fault: { kind: 'redirect', location: '/api/v1/vaults' }, ...unavailable },
  { name: 'a reset before the answer', fault: { kind: 'reset' }, ...unavailable },
  { name: 'a reset in the body', fault: { kind: 'resetInBody' }, ...unavailable },
  { name: 'a wrong Content-Encoding', fault: { kind: 'malformed', form: 'wrongEncoding' }, ...unavailable },
  { name: 'an answer that is not JSON', fault: { kind: 'malformed', form: 'notJson' }, ...unavailable },
  { name: 'an empty answer', fault: { kind: 'malformed', form: 'empty' }, ...unavailable },
  { name: 'a truncated answer', fault: { kind: 'truncated' }, ...unavailable },
  { name: 'JSON of another shape', fault: { kind: 'malformed', form: 'wrongShape' }, ...unavailable },
  { name: 'a tampered ciphertext', fault: { kind: 'tampered', part: 'data' }, ...unavailable },
  { name: 'a tampered nonce', fault: { kind: 'tampered', part: 'iv' }, ...unavailable },
  { name: 'a tampered key id', fault: { kind: 'tampered', part: 'kid' }, ...unavailable },
  { name: 'a tampered content type', fault: { kind: 'tampered', part: 'cty' }, ...unavailable },
  {
    name: 'a slow answer',
    fault: { kind: 'slow', delayMs: 100, chunkMs: 1, chunkBytes: 200 },
    ...same('works'),
  },
];

const signInOnly: { name: string; fault: Fault; expected: ErrorCode }[] = [
  {
    name: 'a wrong server proof',
    fault: { kind: 'wrongServerProof', route: 'auth/confirm-key' },
    expected: 'provider_unavailable',
  },
  {
    name: 'keysets refused',
    fault: { ...status(403), route: 'account/keysets' },
    expected: 'provider_denied',
  },
];

const bench = useTestBench({ timeoutMs: 20_000 });

describe('a fault of 1Password', () => {
  let session: ProviderSession;
  let vaultId: string;
  let itemId: string;
  let byIds: ReturnType<typeof parseLocator>;

  beforeAll(async () => {
    vaultId = bench.sandbox.createVault({ name: 'Production' }).id;
    itemId = bench.sandbox.createItem({ vault: vaultId, title: 'Stripe', password: 'canary' }).id;
    session = sessionWith(bench.sandbox.mintToken().token);
    byIds = parseLocator(`op://${vaultId}/${itemId}/password`);
    await bench.provider.resolve(session, [byIds]);
  });

  async function codeOf(work: () => Promise<unknown>): Promise<{ code: Expected; retryAfterMs?: number }> {
    try {
      await work();
      return { code: 'works' };
    } catch (error) {
      const { code, retryAfterMs } = asLatchkeyError(error);
      return { code, retryAfterMs };
    }
  }

  async function underFault<T>(fault: Fault, work: () => Promise<T>): Promise<T> {
    const injected = bench.sandbox.injectFault(fault);
    try {
      return await work();
    } finally {
      injected.remove();
    }
  }

  describe.each(rows)('$name', ({ fault, signIn, list, read, retryAfterMs }) => {
    it(`while listing vaults: ${list}`, async () => {
      const outcome = await underFault({ ...fault, route: 'vaults' }, () =>
        codeOf(() => bench.provider.browse(session, { level: 'vaults' })),
      );
      expect(outcome).toEqual({ code: list, retryAfterMs });
    });

    it(`while listing items and reading one: ${read}`, async () => {
      const items = await underFault({ ...fault, route: 'items/overviews' }, () =>
        codeOf(() => bench.provider.browse(session, { level: 'items', vaultId })),
      );
      const fields = await underFault({ ...fault, route: 'item' }, () =>
        codeOf(() => bench.provider.browse(session, { level: 'fields', vaultId, itemId })),
      );
      expect([items, fields]).toEqual([
        { code: read, retryAfterMs },
        { code: read, retryAfterMs },
      ]);
    });

    it(`while resolving by ids: ${read}, certain only of what 1Password said`, async () => {
      // The vault is gone, or refused, on every one of its routes.
      const when = ({ path }: { path: string }) => path.includes(vaultId);
      const [answer] = await underFault({ ...fault, when }, () => bench.provider.resolve(session, [byIds]));
      expect(brief(answer)).toBe(read === 'works' ? '= canary' : read);
      if (!answer?.ok) {
        const certain: Expected[] = ['provider_denied', 'secret_forbidden', 'secret_not_found'];
        expect(answer).toMatchObject({ isCertain: certain.includes(read) });
        expect(answer?.retryAfterMs).toBe(retryAfterMs);
      }
    });

    it(`while signing in: ${signIn}`, async () => {
      const fresh: ProviderSession = { ...session, managerId: `sign-in of ${fault.kind}` };
      const outcome = await underFault({ ...fault, route: 'auth/start' }, () =>
        codeOf(() => bench.provider.check(fresh)),
      );
      // What is plain JSON on this route has no seal to tamper with.
      expect(outcome).toEqual(fault.kind === 'tampered' ? { code: 'works' } : { code: signIn, retryAfterMs });
      await bench.provider.close(fresh.managerId);
    });
  });

  it.each(signInOnly)('$name while signing in: $expected', async ({ fault, expected }) => {
    const fresh = sessionWith(bench.sandbox.mintToken().token);
    const outcome = await underFault(fault, () => codeOf(() => bench.provider.check(fresh)));
    expect(outcome.code).toBe(expected);
  });

  it('leaves the same client usable after every one of them', async () => {
    await expect(bench.provider.resolve(session, [byIds]).then(([answer]) => brief(answer))).resolves.toBe(
      '= canary',
    );
  });

  it('that ends a session costs one new sign-in and no failure', async () => {
    bench.sandbox.expireSessions();
    bench.sandbox.clearLog();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => bench.provider.resolve(session, [byIds])),
    );
    expect(answers.map(([answer]) => brief(answer))).toEqual(Array.from({ length: 8 }, () => '= canary'));
    expect(bench.sandbox.counts()['auth/start']).toBe(1);
  });

  it('that revokes the token is provider_denied, and mends when access returns', async () => {
    const minted = bench.sandbox.mintToken();
    const own = sessionWith(minted.token);
    await bench.provider.resolve(own, [byIds]);
    bench.sandbox.revokeToken(minted.serviceAccountId);
    const [revoked] = await bench.provider.resolve(own, [byIds]);
    expect(revoked).toMatchObject({ code: 'provider_denied', isCertain: true });
    bench.sandbox.restoreToken(minted.serviceAccountId);
    const [restored] = await bench.provider.resolve(own, [byIds]);
    expect(brief(restored)).toBe('= canary');
  });

  it('that withdraws a vault is secret_forbidden for certain, and leaves other vaults alone', async () => {
    const minted = bench.sandbox.mintToken();
    const own = sessionWith(minted.token);
    const other = bench.sandbox.createVault({ name: 'Other' }).id;
    const otherItem = bench.sandbox.createItem({ vault: other, title: 'Other', password: 'other canary' }).id;
    bench.sandbox.grantVault({ serviceAccountId: minted.serviceAccountId, vault: other });
    const both = [byIds, parseLocator(`op://${other}/${otherItem}/password`)];
    await bench.provider.resolve(own, both);
    bench.sandbox.withdrawVault({ serviceAccountId: minted.serviceAccountId, vault: vaultId });
    const [withdrawn, kept] = await bench.provider.resolve(own, both);
    expect(withdrawn).toMatchObject({ code: 'secret_forbidden', isCertain: true });
    expect(brief(kept)).toBe('= other canary');
  });

  it('a token whose key was changed is invalid_token', async () => {
    const { token } = bench.sandbox.mintToken();
    const content = JSON.parse(Buffer.from(token.slice(4), 'base64').toString());
    content.muk.k = Buffer.alloc(32, 7).toString('base64url');
    const damaged = `ops_${Buffer.from(JSON.stringify(content)).toString('base64').replaceAll('=', '')}`;
    const outcome = await codeOf(() => bench.provider.check(sessionWith(damaged)));
    expect(outcome.code).toBe('invalid_token');
  });

  it('a token with a wrong proof is provider_denied', async () => {
    const { token } = bench.sandbox.mintToken();
    const content = JSON.parse(Buffer.from(token.slice(4), 'base64').toString());
    content.srpX = '07'.repeat(32);
    const wrong = `ops_${Buffer.from(JSON.stringify(content)).toString('base64').replaceAll('=', '')}`;
    const outcome = await codeOf(() => bench.provider.check(sessionWith(wrong)));
    expect(outcome.code).toBe('provider_denied');
  });
});
