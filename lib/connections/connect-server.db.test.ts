import { beforeAll, describe, expect, it } from 'vitest';
import { closeBreaker } from '@/lib/managers/close-breaker';
import { connectManager } from '@/lib/managers/connect';
import { getManager } from '@/lib/managers/get';
import { listQuota } from '@/lib/managers/list-quota';
import { recheckManager } from '@/lib/managers/recheck';
import type { ManagerView } from '@/lib/managers/schema';
import { testCredential } from '@/lib/managers/test';
import { updateManager } from '@/lib/managers/update';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { scanManager } from '@/lib/scans/scan';
import { browseFields, browseItems, browseVaults } from '@/lib/secrets/browse';
import { repointConnections } from './repoint';
import { previewRepoint } from './repoint-preview';
import { bind, valuesOf } from './testing/bound';
import { admin, builder } from './testing/callers';
import { connectDesk, type Desk, grantAll } from './testing/desk';

useTestDatabase();
const account = useTestAccount();

// The same vault through a service account, and through a Connect server of the company's own.
let desk: Desk;
let server: ManagerView;
let tokenId: string;

const configOf = (token: string) => ({ serverUrl: account.connect.address, token });
const input = (token: string) => ({
  name: 'Our Connect server',
  provider: 'onepassword-connect' as const,
  config: configOf(token),
});

beforeAll(async () => {
  desk = await connectDesk(account.sandbox, { Stripe: { key: 'sk_old' }, Slack: { key: 'xoxb' } });
  const minted = account.connect.mintToken({ vaults: [desk.vaultId] });
  tokenId = minted.id;
  server = await connectManager({ caller: admin, input: input(minted.token) });
  await grantAll(server);
});

const place = () => ({ ...desk, manager: server });
const reference = (item: string) => `op://${desk.manager.name}/${item}/key`;

describe('a Connect server as a secret manager', () => {
  it('is connected and shown without its token, and without limits', async () => {
    expect(server).toMatchObject({
      provider: 'onepassword-connect',
      signInAddress: account.connect.address,
      vaultCount: 1,
      plan: 'none',
      status: 'connected',
    });
    const { items } = await listQuota({ caller: admin, input: {} });
    expect(items.find(({ secretManagerId }) => secretManagerId === server.id)).toMatchObject({
      plan: 'none',
      windows: [
        { id: 'credential-hour', per: 'credential', windowMs: 3_600_000, limit: null },
        { id: 'account-day', per: 'account', windowMs: 86_400_000, limit: null },
      ],
      tokenHour: { limit: null },
      accountDay: { limit: null },
      forecast: { fits: true, endsAt: null },
      backgroundWork: 'running',
    });
    const row = await database().secretManager.findUniqueOrThrow({ where: { id: server.id } });
    for (const stored of Object.values(row)) {
      const text = stored instanceof Uint8Array ? Buffer.from(stored).toString('latin1') : String(stored);
      expect(text).not.toContain('eyJ');
    }
  });

  it('refuses the configuration of another kind by the fields that it lacks, and asks nothing', async () => {
    account.connect.clearLog();
    const wrong = {
      provider: 'onepassword-connect' as const,
      config: { serviceAccountToken: desk.token.token },
    };
    await expect(testCredential({ caller: admin, input: wrong })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const swapped = { provider: 'onepassword' as const, config: configOf('x') };
    await expect(testCredential({ caller: admin, input: swapped })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { 'config.serviceAccountToken': expect.anything() },
    });
    expect(account.connect.requests()).toEqual([]);
  });

  it('tells the secret managers of the same token', async () => {
    const again = account.connect.mintToken({ vaults: [desk.vaultId] });
    const found = await testCredential({
      caller: admin,
      input: { provider: 'onepassword-connect', config: configOf(again.token) },
    });
    expect(found).toMatchObject({ vaults: [{ title: desk.manager.name, itemCount: 2 }], warnings: [] });
  });

  it('is browsed, bound, resolved, and asked nothing the second time', async () => {
    const { id } = server;
    const { vaults } = await browseVaults({ caller: builder, input: { id } });
    expect(vaults.map(({ title }) => title)).toEqual([desk.manager.name]);
    const vaultId = vaults[0]?.id ?? '';
    const { items } = await browseItems({ caller: builder, input: { id, vaultId } });
    expect(items.map(({ title }) => title)).toEqual(['Slack', 'Stripe']);
    const itemId = items[1]?.id ?? '';
    const { fields } = await browseFields({ caller: builder, input: { id, vaultId, itemId } });
    expect(fields).toMatchObject([{ title: 'key', type: 'Concealed', offers: ['value'] }]);
    expect(JSON.stringify(fields)).not.toContain('sk_old');
    const key = await bind(place(), { secretKey: fields[0]?.reference ?? '' });
    expect(await valuesOf(key)).toEqual({ secretKey: 'sk_old' });
    account.connect.clearLog();
    await valuesOf(key);
    expect(account.connect.requests()).toEqual([]);
  });

  it('finds what was removed', async () => {
    const key = await bind(place(), { secretKey: reference('Slack') });
    expect(await valuesOf(key)).toEqual({ secretKey: 'xoxb' });
    account.sandbox.deleteItem(account.sandbox.findItem(desk.vaultId, 'Slack'));
    await scanManager({ caller: admin, input: { id: server.id } });
    const broken = await database().bindingFinding.findMany({ where: { kind: { not: 'fine' } } });
    expect(broken).toMatchObject([{ kind: 'deleted' }]);
  });

  it('serves what it has while the server is away, and tells a refused token', async () => {
    const key = await bind(place(), { secretKey: reference('Stripe') });
    account.connect.injectFault({ kind: 'reset' });
    expect(await valuesOf(key)).toEqual({ secretKey: 'sk_old' });
    await expect(recheckManager({ caller: admin, input: { id: server.id } })).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    account.connect.clearFaults();
    await closeBreaker({ caller: admin, input: { id: server.id } });
    account.connect.revokeToken(tokenId);
    await expect(recheckManager({ caller: admin, input: { id: server.id } })).rejects.toMatchObject({
      code: 'provider_denied',
    });
    account.connect.restoreToken(tokenId);
    const again = await recheckManager({ caller: admin, input: { id: server.id } });
    expect(again.manager).toMatchObject({ status: 'connected' });
  });

  it('takes a new token, with which the values are read again', async () => {
    const key = await bind(place(), { secretKey: reference('Stripe') });
    const { token } = account.connect.mintToken({ vaults: [desk.vaultId] });
    const after = await updateManager({
      caller: admin,
      input: { id: server.id, patch: { config: configOf(token) } },
    });
    expect(after.revision).toBeGreaterThan(server.revision);
    account.connect.clearLog();
    expect(await valuesOf(key)).toEqual({ secretKey: 'sk_old' });
    expect(account.connect.requests().map(({ route }) => route)).toContain('/v1/vaults/:vault/items/:item');
    expect(await getManager({ caller: admin, input: { id: server.id } })).toMatchObject({ plan: 'none' });
  });

  it('takes over what is bound through a service account, and gives the same values', async () => {
    const key = await bind(desk, { secretKey: reference('Stripe') });
    const ids = { fromId: desk.manager.id, toId: server.id };
    const seen = await previewRepoint({ caller: builder, input: { ...ids, keys: [key] } });
    expect(seen).toMatchObject({ fine: 1, left: 0 });
    const changes = seen.connections.map(({ key: of, revision, fields }) => ({
      key: of,
      revision,
      fields: Object.fromEntries(
        fields.flatMap(({ name, reference: to }) => (to ? [[name, to] as const] : [])),
      ),
    }));
    await repointConnections({ caller: builder, input: { ...ids, changes } });
    account.connect.clearLog();
    expect(await valuesOf(key)).toEqual({ secretKey: 'sk_old' });
  });
});
