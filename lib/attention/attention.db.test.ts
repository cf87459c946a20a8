import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey } from '@/lib/api-keys/create';
import { createConnection } from '@/lib/connections/create';
import { disableConnections } from '@/lib/connections/disable';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { admin, builder, ofTeam, support, team, workload } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import type { Caller } from '@/lib/kernel/caller';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setAccess } from '@/lib/managers/access';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { limitsOf } from '@/lib/providers/descriptors';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { listAttention } from './list';

useTestDatabase();
const account = useTestAccount();
const dayMs = 24 * 3_600_000;

const attention = (caller: Caller = admin) => listAttention({ caller });
const kindsFor = async (caller: Caller) => (await attention(caller)).items.map(({ kind }) => kind);

beforeEach(async () => {
  await database().connection.deleteMany();
  await database().secretManager.deleteMany();
  await database().apiKey.deleteMany();
  await database().user.deleteMany();
  await database().upstreamUse.deleteMany();
});
afterEach(() => {
  account.sandbox.clearFaults();
  setClock(systemClock);
});

async function bound() {
  const time = manualClock(Date.now());
  setClock(time);
  const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
  const key = await bind(desk, { token: `op://${desk.manager.name}/API/token` });
  const item = account.sandbox.findItem(desk.vaultId, 'API');
  const readLater = async () => {
    time.advance(10 * 60_000);
    await valuesOf(key).catch(() => undefined);
  };
  return { desk, key, item, readLater };
}

describe('what needs attention', () => {
  it('is nothing while all is well, and nothing for a workload to ask', async () => {
    await bound();
    expect(await attention()).toMatchObject({ items: [], counts: { all: 0, critical: 0 } });
    await expect(attention(workload)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is a broken reference, to be repaired by whoever may change the connection and looked at by others', async () => {
    const { key, item, readLater } = await bound();
    account.sandbox.archiveItem(item);
    await readLater();
    const broken = {
      kind: 'reference_broken',
      severity: 'critical',
      fields: ['token'],
      subject: { id: key },
    };
    const path = `/connections/${key}`;
    expect((await attention(builder)).items).toMatchObject([
      { ...broken, next: { action: 'repair', path: `${path}?field=token&repair=1` } },
    ]);
    const told = await attention(support);
    expect(told.items).toMatchObject([{ ...broken, next: { action: 'open', path } }]);
    expect(told.counts).toMatchObject({ all: 1, critical: 1, kinds: { reference_broken: 1 } });
    await disableConnections({ caller: admin, input: { keys: [key] } });
    expect((await attention()).items).toMatchObject([{ severity: 'notice' }]);
  });

  it('is a refused token, which an admin replaces, before an outage, which passes', async () => {
    const { desk, readLater } = await bound();
    account.sandbox.revokeToken(desk.token.serviceAccountId);
    await readLater();
    const other = await bound();
    account.sandbox.injectFault({ route: '*', kind: 'status', status: 503 });
    await other.readLater();
    expect((await attention()).items).toMatchObject([
      {
        kind: 'manager_refused',
        severity: 'critical',
        subject: { id: desk.manager.id },
        next: { action: 'replace_token' },
      },
      { kind: 'connection_unserved', severity: 'critical', next: { action: 'replace_token' } },
      { kind: 'manager_unreachable', severity: 'warning', next: { action: 'open' } },
    ]);
    expect((await attention(builder)).items[0]).toMatchObject({ next: { action: 'open' } });
  });

  it('is a connection that workloads cannot get, since its secret manager is away and nothing of it is cached', async () => {
    const { desk, key, readLater } = await bound();
    const cached = await bind(desk, { token: `op://${desk.manager.name}/API/token` });
    await valuesOf(cached);
    account.sandbox.injectFault({ route: '*', kind: 'status', status: 503 });
    await readLater();
    const manager = { kind: 'manager_unreachable', subject: { id: desk.manager.id } };
    expect((await attention()).items).toMatchObject([{ ...manager, severity: 'warning' }]);
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    const told = await attention(builder);
    expect(told.items).toMatchObject([
      { ...manager, severity: 'critical' },
      ...[cached, key].sort().map((id) => ({
        kind: 'connection_unserved',
        severity: 'critical',
        subject: { id },
        fields: ['token'],
        next: { action: 'open', path: `/connections/${id}` },
      })),
    ]);
    expect(told.counts).toMatchObject({ critical: 3, kinds: { connection_unserved: 2 } });
    await disableConnections({ caller: admin, input: { keys: [key, cached] } });
    expect((await attention()).items).toMatchObject([
      { ...manager, severity: 'warning' },
      { kind: 'connection_unserved', severity: 'notice' },
      { kind: 'connection_unserved', severity: 'notice' },
    ]);
  });

  it('is no connection that its cache or a fallback still serves, and each once neither does', async () => {
    const { desk, key } = await bound();
    await valuesOf(key);
    const unserved = async () =>
      (await kindsFor(admin)).filter((kind) => kind === 'connection_unserved').length;
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    const down = { status: 'unreachable', statusReason: 'provider_unavailable' };
    await database().secretManager.update({ where: { id: desk.manager.id }, data: down });
    expect(await unserved()).toBe(1);
    const other = await connectDesk(account.sandbox, { API: { token: 'v' } });
    await database().secretManager.update({
      where: { id: desk.manager.id },
      data: { fallbackId: other.manager.id },
    });
    expect(await unserved()).toBe(0);
    await database().secretManager.update({ where: { id: other.manager.id }, data: down });
    expect(await unserved()).toBe(1);
    await database().secretManager.update({ where: { id: other.manager.id }, data: { status: 'connected' } });
    // A fallback is not asked for what a refused token was.
    await database().secretManager.update({ where: { id: desk.manager.id }, data: { status: 'refused' } });
    expect(await unserved()).toBe(1);
  });

  it('is a connection of a refused token only once its values are too old for that', async () => {
    const { desk, key, readLater } = await bound();
    await valuesOf(key);
    await database().secretManager.update({ where: { id: desk.manager.id }, data: { status: 'refused' } });
    expect(await kindsFor(admin)).toEqual(['manager_refused']);
    account.sandbox.revokeToken(desk.token.serviceAccountId);
    await readLater();
    const { items } = await attention();
    expect(items).toMatchObject([
      { kind: 'manager_refused', severity: 'critical' },
      { kind: 'connection_unserved', severity: 'critical', next: { action: 'replace_token' } },
    ]);
  });

  it('is a secret that the projects of a connection may no longer use', async () => {
    const { desk, key } = await bound();
    await setAccess({ caller: admin, input: { id: desk.manager.id, projects: [] } });
    expect((await attention(builder)).items).toMatchObject([
      { kind: 'reference_refused', severity: 'critical', subject: { id: key }, fields: ['token'] },
    ]);
  });

  it('is a limit of which four fifths are used', async () => {
    const { desk } = await bound();
    const perTokenHour = limitsOf({ provider: 'onepassword', plan: 'other' })[0]?.requests ?? 0;
    const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
    const spend = (share: number) =>
      database().upstreamUse.updateMany({
        where: { hour },
        data: { requests: Math.ceil(perTokenHour * share) },
      });
    await spend(0.79);
    expect(await kindsFor(admin)).toEqual([]);
    await spend(0.8);
    expect((await attention(support)).items).toMatchObject([
      { kind: 'budget_low', severity: 'warning', subject: { id: desk.manager.id } },
    ]);
    await spend(1);
    expect((await attention()).items).toMatchObject([{ kind: 'budget_low', severity: 'critical' }]);
  });

  it('is a field that the app needs, one saved unchecked, and a scan that failed', async () => {
    const { desk, key } = await bound();
    await createConnection({
      caller: admin,
      input: { key: 'half', name: 'Half', app: 'stripe', ...ofTeam, fields: {} },
    });
    await database().connectionField.updateMany({
      where: { connection: { key } },
      data: { isVerified: false },
    });
    const now = new Date();
    await database().referenceScan.create({
      data: {
        secretManagerId: desk.manager.id,
        startedAt: now,
        finishedAt: now,
        startedBy: 'test',
        errorCode: 'provider_timeout',
      },
    });
    expect((await attention(builder)).items).toMatchObject([
      { kind: 'field_missing', severity: 'warning', fields: ['secretKey'], next: { action: 'set_field' } },
      { kind: 'scan_failed', severity: 'warning', subject: { id: desk.manager.id } },
      { kind: 'reference_unverified', severity: 'notice', fields: ['token'], next: { action: 'check' } },
    ]);
  });

  it('is a key that ends within 14 days, and one whose creator is disabled, for those who see keys', async () => {
    const made = async (name: string, days: number) =>
      (
        await createApiKey({
          caller: admin,
          input: { name, ...ofTeam, expiresAt: new Date(Date.now() + days * dayMs).toISOString() },
        })
      ).view.id;
    await made('far', 15);
    const near = await made('near', 13);
    const next = await made('next', 1);
    const left = await made('left', 300);
    await database().user.create({
      data: { id: 'gone', name: 'Gone', email: 'gone@example.com', disabledAt: new Date() },
    });
    await database().apiKey.update({ where: { id: left }, data: { createdById: 'gone' } });
    expect((await attention()).items).toMatchObject([
      { kind: 'key_ending', severity: 'critical', subject: { id: next }, next: { action: 'rotate_key' } },
      { kind: 'key_ending', severity: 'warning', subject: { id: near } },
      { kind: 'key_of_disabled_person', severity: 'notice', subject: { id: left } },
    ]);
    expect(await kindsFor(builder)).toEqual([]);
    const others: Caller = { ...admin, projects: ['p-others'] };
    expect(await kindsFor(others)).toEqual([]);
    expect(await kindsFor({ ...admin, projects: [team.id] })).toHaveLength(3);
  });

  it('tells nothing of what is refused, missing, unchecked or left out by a scan beyond the caller’s projects', async () => {
    const { desk, key } = await bound();
    await database().connectionField.updateMany({
      where: { connection: { key } },
      data: { isVerified: false },
    });
    await createConnection({
      caller: admin,
      input: { key: 'half', name: 'Half', app: 'stripe', ...ofTeam, fields: {} },
    });
    const now = new Date();
    const scan = { startedAt: now, finishedAt: now, startedBy: 'test', errorCode: 'provider_timeout' };
    await database().referenceScan.create({ data: { secretManagerId: desk.manager.id, ...scan } });
    await setAccess({ caller: admin, input: { id: desk.manager.id, projects: [] } });
    await database().secretManager.update({ where: { id: desk.manager.id }, data: { scope: 'project' } });
    await database().secretManagerProject.create({
      data: { secretManagerId: desk.manager.id, projectId: team.id, patterns: [] },
    });
    const all = ['field_missing', 'reference_refused', 'reference_unverified', 'scan_failed'];
    expect((await kindsFor(builder)).sort()).toEqual(all);
    expect(await kindsFor({ ...builder, projects: ['p-others'] })).toEqual([]);
  });

  it('tells nothing of connections and secret managers beyond the caller’s projects', async () => {
    const { desk, item, readLater } = await bound();
    account.sandbox.archiveItem(item);
    await readLater();
    await database().secretManager.update({
      where: { id: desk.manager.id },
      data: { status: 'refused', scope: 'project' },
    });
    const stranger: Caller = { ...builder, projects: ['p-others'] };
    expect(await attention(stranger)).toMatchObject({ items: [], counts: { all: 0 } });
    expect((await kindsFor(builder)).sort()).toEqual(['manager_refused', 'reference_broken']);
  });
});
