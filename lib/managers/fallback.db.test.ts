import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetAll } from '@/lib/cache/memory';
import { bind, sourceOf, valuesOf } from '@/lib/connections/testing/bound';
import { admin, readerOf, team } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk, grantAll } from '@/lib/connections/testing/desk';
import type { Caller } from '@/lib/kernel/caller';
import { manualClock } from '@/lib/kernel/clock';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { publishLocally } from '@/lib/platform/invalidation';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { resetBreaker } from '@/lib/quota/gate';
import { resolveReferences } from '@/lib/secrets/resolve';
import { connectManager } from './connect';
import type { ManagerView } from './schema';
import { updateManager } from './update';

useTestDatabase();
const account = useTestAccount();

const hourMs = 3_600_000;
const time = manualClock(Date.now());

// The same vault through a service account and, where that cannot be reached, through a Connect server.
let desk: Desk;
let server: ManagerView;
let serverToken: string;
let key: string;

beforeAll(async () => {
  setClock(time);
  desk = await connectDesk(account.sandbox, { Stripe: { key: 'sk_live' } });
  const minted = account.connect.mintToken({ vaults: [desk.vaultId] });
  serverToken = minted.token;
  server = await connectServer('Our Connect server');
  key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
});

beforeEach(async () => {
  account.sandbox.clearFaults();
  account.connect.clearFaults();
  await setFallback(server.id);
  await forget();
});

async function connectServer(name: string): Promise<ManagerView> {
  const config = { serverUrl: account.connect.address, token: serverToken };
  const made = await connectManager({
    caller: admin,
    input: { name, provider: 'onepassword-connect', config },
  });
  await grantAll(made);
  return made;
}

const setFallback = (fallbackId: string | null, caller: Caller = admin) =>
  updateManager({ caller, input: { id: desk.manager.id, patch: { fallbackId } } });

/** Nothing is known of the secret, and both may be asked. */
async function forget(): Promise<void> {
  await database().cacheEntry.deleteMany({});
  forgetAll();
  await resetBreaker(desk.manager.id);
  await resetBreaker(server.id);
}

const takeAway = () => account.sandbox.injectFault({ kind: 'reset' });

describe('a fallback', () => {
  it('gives what the first one cannot be asked for, says so, and is left as soon as that one is back', async () => {
    takeAway();
    expect(await valuesOf(key)).toEqual({ secretKey: 'sk_live' });
    const given = { state: 'fresh', fallbackId: server.id };
    expect(await sourceOf(key, 'secretKey')).toMatchObject({ source: 'memory', ...given });
    await forget();
    expect(await sourceOf(key, 'secretKey')).toMatchObject({ source: 'provider', ...given });
    account.sandbox.clearFaults();
    await resetBreaker(desk.manager.id);
    const own = await sourceOf(key, 'secretKey');
    expect(own).toMatchObject({ source: 'provider', state: 'fresh' });
    expect(own).not.toHaveProperty('fallbackId');
  });

  it('is given to who names the reference by its ids, and not to who names it by titles', async () => {
    await valuesOf(key);
    const { reference } = await database().connectionField.findFirstOrThrow({
      where: { connection: { key } },
    });
    await forget();
    takeAway();
    const references = [String(reference), `op://${desk.manager.name}/Stripe/key`];
    const { results } = await resolveReferences({
      caller: readerOf(desk.manager),
      input: { secretManagerId: desk.manager.id, references },
    });
    const [byIds, byTitles] = results;
    expect(byIds).toMatchObject({ fallbackId: server.id });
    expect(byIds && 'value' in byIds && textOfSecret(byIds.value)).toBe('sk_live');
    expect(byTitles).toMatchObject({ error: { code: 'provider_unavailable' } });
  });

  it('is not asked while a stored value may be used, nor for what does not exist', async () => {
    await valuesOf(key);
    takeAway();
    account.connect.clearLog();
    expect(await valuesOf(key)).toEqual({ secretKey: 'sk_live' });
    time.advance(3 * hourMs);
    expect(await sourceOf(key, 'secretKey')).toMatchObject({ state: 'stale', ageMs: expect.any(Number) });
    expect(await sourceOf(key, 'secretKey')).not.toHaveProperty('fallbackId');
    account.sandbox.clearFaults();
    await forget();
    const item = account.sandbox.findItem(desk.vaultId, 'Stripe');
    account.sandbox.archiveItem(item);
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'secret_not_found' });
    account.sandbox.restoreItem(item);
    expect(account.connect.requests()).toEqual([]);
  });

  it('does not undo a token that was revoked', async () => {
    account.sandbox.revokeToken(desk.token.serviceAccountId);
    account.connect.clearLog();
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'provider_denied' });
    expect(account.connect.requests()).toEqual([]);
    account.sandbox.restoreToken(desk.token.serviceAccountId);
  });

  it('tells the trouble of the first one where it cannot help either', async () => {
    takeAway();
    account.connect.injectFault({ kind: 'status', status: 500 });
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('is not asked any more when it was given to fewer than may use the first one', async () => {
    await database().secretManager.update({ where: { id: server.id }, data: { scope: 'project' } });
    publishLocally({ topic: 'secret-manager', id: server.id });
    takeAway();
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'provider_unavailable' });
    await database().secretManager.update({ where: { id: server.id }, data: { scope: 'platform' } });
    publishLocally({ topic: 'secret-manager', id: server.id });
  });

  it('of the fallback is not asked', async () => {
    const { token } = account.sandbox.mintToken({ vaults: [desk.vaultId] });
    const third = await connectManager({
      caller: admin,
      input: { name: 'Third', provider: 'onepassword', config: { serviceAccountToken: token } },
    });
    await grantAll(third);
    await updateManager({ caller: admin, input: { id: server.id, patch: { fallbackId: third.id } } });
    const { serviceAccountId } = desk.token;
    account.sandbox.injectFault({ kind: 'reset', serviceAccountId });
    account.connect.injectFault({ kind: 'reset' });
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'provider_unavailable' });
    // As the fallback of the first one it would have helped.
    await setFallback(third.id);
    await resetBreaker(desk.manager.id);
    expect(await valuesOf(key)).toEqual({ secretKey: 'sk_live' });
    await updateManager({ caller: admin, input: { id: server.id, patch: { fallbackId: null } } });
  });
});

describe('setting a fallback', () => {
  it('is shown, recorded in the audit log, and can be removed', async () => {
    expect(await setFallback(null)).toMatchObject({ fallbackId: null });
    expect(await setFallback(server.id)).toMatchObject({ fallbackId: server.id });
    const event = await database().auditEvent.findFirst({
      where: { verb: 'secret_manager.updated', subjectId: desk.manager.id },
      orderBy: { at: 'desc' },
    });
    expect(event?.details).toMatchObject({ changed: ['fallbackId'] });
  });

  it('is refused for itself, for one that fewer may use, and for one that is not there', async () => {
    const wrong = { code: 'invalid_input', fields: { fallbackId: expect.anything() } };
    await expect(setFallback(desk.manager.id)).rejects.toMatchObject(wrong);
    await expect(setFallback('nothing')).rejects.toMatchObject({ code: 'not_found' });
    const narrow = await connectManager({
      caller: admin,
      input: {
        name: 'Of the team',
        provider: 'onepassword-connect',
        scope: 'project',
        projectIds: [team.id],
        config: { serverUrl: account.connect.address, token: serverToken },
      },
    });
    await expect(setFallback(narrow.id)).rejects.toMatchObject(wrong);
    // Of the team's own one it may be.
    const own = await updateManager({
      caller: admin,
      input: { id: narrow.id, patch: { fallbackId: server.id } },
    });
    expect(own).toMatchObject({ fallbackId: server.id });
  });

  it('takes the right to change both: the credential of the fallback is spent for others', async () => {
    const ofTeam: Caller = { ...admin, id: 'u-team', projects: [team.id] };
    const narrow = await database().secretManager.findFirstOrThrow({ where: { name: 'Of the team' } });
    await expect(
      updateManager({ caller: ofTeam, input: { id: narrow.id, patch: { fallbackId: server.id } } }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is gone with the fallback, and the first one is read as before', async () => {
    const other = await connectServer('Soon gone');
    await setFallback(other.id);
    await database().secretManager.delete({ where: { id: other.id } });
    publishLocally({ topic: 'secret-manager', id: other.id });
    expect(await valuesOf(key)).toEqual({ secretKey: 'sk_live' });
    const row = await database().secretManager.findUniqueOrThrow({ where: { id: desk.manager.id } });
    expect(row.fallbackId).toBeNull();
  });
});
