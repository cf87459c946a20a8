import { afterEach, expect, it } from 'vitest';
import { admin, builder } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import type { NetworkCause } from '@/lib/kernel/network-cause';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { checkReference } from '@/lib/secrets/check';
import { getManager } from './get';
import { loadManager } from './load';
import { recheckManager } from './recheck';
import { recordStatus } from './record-status';
import { noteWireEvent } from './wire';

useTestDatabase();
const account = useTestAccount();

afterEach(() => account.sandbox.clearFaults());

it('has in the ledger what an operation has spent so far, while it still waits for an answer', async () => {
  const desk = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
  const manager = await loadManager(desk.manager.id);
  const written = async () => {
    const { _sum } = await database().upstreamUse.aggregate({
      where: { tokenMark: manager?.spender.tokenMark },
      _sum: { requests: true },
    });
    return _sum.requests ?? 0;
  };
  const before = await written();
  account.sandbox.injectFault({ kind: 'hang', route: 'items/batch' });
  const input = { secretManagerId: desk.manager.id, reference: `op://${desk.manager.name}/Stripe/key` };
  let hasEnded = false;
  const check = checkReference({ caller: builder, input }).finally(() => {
    hasEnded = true;
  });
  // The listing of the vault; the batch hangs. The vaults were seen when it was connected.
  while ((await written()) < before + 1) await new Promise((resolve) => setTimeout(resolve, 20));
  // An answer that was there would have come by now.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(hasEnded).toBe(false);
  account.sandbox.clearFaults();
  await check;
  expect(hasEnded).toBe(true);
}, 60_000);

it('keeps with the status why nothing was reached, until something is', async () => {
  const { manager } = await connectDesk(account.sandbox, {});
  const test = () => recheckManager({ caller: admin, input: { id: manager.id } });
  const told = async () => {
    const { status, statusReason, statusMessage } = await getManager({
      caller: admin,
      input: { id: manager.id },
    });
    return { status, statusReason, statusMessage };
  };
  account.sandbox.injectFault({ kind: 'reset' });
  await expect(test()).rejects.toMatchObject({
    code: 'provider_unavailable',
    says: { key: 'reachBrokenOff' },
  });
  expect(await told()).toEqual({
    status: 'unreachable',
    statusReason: 'provider_unavailable',
    statusMessage: expect.stringMatching(/^The connection to the secret manager broke off/),
  });
  account.sandbox.clearFaults();
  await test();
  expect(await told()).toEqual({ status: 'connected', statusReason: null, statusMessage: null });
}, 60_000);

it('counts another cause of the same trouble as no new one', async () => {
  const { manager } = await connectDesk(account.sandbox, {});
  const told = async (cause: NetworkCause) => {
    noteWireEvent('onepassword', {
      managerId: manager.id,
      revision: 1,
      route: 'vaults',
      status: 'unreachable',
      cause,
      durationMs: 1,
      sizeBytes: 0,
    });
    await recordStatus(manager.id, 'provider_unavailable');
    return getManager({ caller: admin, input: { id: manager.id } });
  };
  const before = await told('dns_failed');
  const after = await told('proxy_unreachable');
  expect(after.statusSince).toBe(before.statusSince);
  expect(after.statusMessage).toMatch(/^The proxy of HTTPS_PROXY cannot be reached/);
});
