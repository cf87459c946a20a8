import { afterEach, describe, expect, it } from 'vitest';
import { forgetAll } from '@/lib/cache/memory';
import { getConnection } from '@/lib/connections/get';
import { bind, sourceOf, valuesOf } from '@/lib/connections/testing/bound';
import { admin, builder, support, workload } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { updateConnection } from '@/lib/connections/update';
import type { Caller } from '@/lib/kernel/caller';
import { systemClock } from '@/lib/kernel/clock';
import { closeBreaker } from '@/lib/managers/close-breaker';
import { removeManager } from '@/lib/managers/remove';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { limitsOf } from '@/lib/providers/descriptors';
import { useTestAccount } from '@/lib/providers/testing/account';
import { listFindings } from './findings';
import { getScan } from './get';
import { repairReference } from './repair';
import { scanManager } from './scan';
import { lockScan } from './scan-lock';

useTestDatabase();
const account = useTestAccount();
afterEach(() => setClock(systemClock));

const scan = (desk: Desk) => scanManager({ caller: admin, input: { id: desk.manager.id } });
const itemOf = (desk: Desk, title: string) => account.sandbox.findItem(desk.vaultId, title);
const findingsOf = async (key: string) =>
  (await listFindings({ caller: admin, input: { connection: key } })).items;

/** The secret manager's own vault, with one item, and a connection bound to its field. */
async function bound() {
  const desk = await connectDesk(account.sandbox, { Stripe: { key: 'one', other: 'two' } });
  const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
  return { desk, key };
}

async function requestsFor(work: () => Promise<unknown>): Promise<number> {
  const before = account.sandbox.requests().length;
  await work();
  return account.sandbox.requests().length - before;
}

describe('a scan of bound references', () => {
  it('finds all well, says before and after what it takes, and takes less the next time', async () => {
    const { desk, key } = await bound();
    expect(await getScan({ caller: admin, input: { id: desk.manager.id } })).toMatchObject({
      schedule: 'weekly',
      last: null,
      estimate: { fields: 1, requests: 3 },
    });
    let view = await getScan({ caller: admin, input: { id: desk.manager.id } });
    const first = await requestsFor(async () => {
      view = await scan(desk);
    });
    expect(first).toBe(3);
    expect(view.last).toMatchObject({ requests: 3, fields: 1, broken: 0, renamed: 0, errorCode: null });
    expect(view.openFindings).toBe(0);
    await database().bindingFinding.updateMany({ data: { checkedAt: new Date(Date.now() + 60_000) } });
    expect(await requestsFor(() => scan(desk))).toBe(2);
    expect(await findingsOf(key)).toEqual([]);
  });

  it('heals what was renamed: new names, the same reference and revision, one event, and nothing cached is lost', async () => {
    const { desk, key } = await bound();
    await valuesOf(key);
    await valuesOf(key);
    const before = await getConnection({ caller: admin, input: { key } });
    account.sandbox.renameItem({ ...itemOf(desk, 'Stripe'), title: 'Stripe / EU' });
    account.sandbox.renameVault({ vault: desk.vaultId, name: 'Renamed vault' });
    const { last } = await scan(desk);
    expect(last).toMatchObject({ renamed: 1, broken: 0 });
    const after = await getConnection({ caller: admin, input: { key } });
    expect(after.revision).toBe(before.revision);
    expect(after.fields.secretKey).toMatchObject({
      titles: { vault: 'Renamed vault', item: 'Stripe / EU', field: 'key' },
      shownReference: 'op://Renamed vault/Stripe / EU/key',
    });
    expect(JSON.stringify(after.fields)).toContain(itemReference(before.fields));
    expect(await sourceOf(key, 'secretKey')).toMatchObject({ source: 'memory', state: 'fresh' });
    await scan(desk);
    const events = await database().auditEvent.findMany({
      where: { verb: 'connection.healed', subjectLabel: { contains: `(${key})` } },
    });
    expect(events).toHaveLength(1);
  });

  it('finds an archived item, and finds it well again when it was restored', async () => {
    const { desk, key } = await bound();
    account.sandbox.archiveItem(itemOf(desk, 'Stripe'));
    await scan(desk);
    const [finding] = await findingsOf(key);
    expect(finding).toMatchObject({ kind: 'archived', field: 'secretKey', candidates: [] });
    await scan(desk);
    expect((await findingsOf(key))[0]?.since).toBe(finding?.since);
    account.sandbox.restoreItem(itemOf(desk, 'Stripe'));
    const { openFindings } = await scan(desk);
    expect(openFindings).toBe(0);
    expect(await findingsOf(key)).toEqual([]);
  });

  it('offers the item that stands in a deleted one’s place, and the finding goes when it is bound', async () => {
    const { desk, key } = await bound();
    account.sandbox.deleteItem(itemOf(desk, 'Stripe'));
    account.sandbox.createItem({
      vault: desk.vaultId,
      title: 'stripe',
      category: 'ApiCredentials',
      fields: [{ label: 'KEY', type: 'Concealed', value: 'anew' }],
    });
    await scan(desk);
    const [finding] = await findingsOf(key);
    expect(finding).toMatchObject({
      kind: 'deleted',
      candidates: [{ titles: { item: 'stripe', field: 'KEY' } }],
    });
    await useFirst(key, finding);
    expect(await findingsOf(key)).toEqual([]);
    expect(await valuesOf(key)).toEqual({ secretKey: 'anew' });
  });

  it('offers an item that was moved to another vault under its new id', async () => {
    const { desk, key } = await bound();
    const other = account.sandbox.createVault({ name: `Other ${desk.vaultId}` });
    account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: other.id });
    account.sandbox.moveItem({ ...itemOf(desk, 'Stripe'), toVault: other.id });
    await scan(desk);
    const [finding] = await findingsOf(key);
    expect(finding).toMatchObject({
      kind: 'moved',
      candidates: [{ titles: { item: 'Stripe', field: 'key' } }],
    });
    await useFirst(key, finding);
    expect(await valuesOf(key)).toEqual({ secretKey: 'one' });
  });

  it('offers other fields of the item for one that is gone', async () => {
    const { desk, key } = await bound();
    await scan(desk);
    account.sandbox.removeField({ ...itemOf(desk, 'Stripe'), field: 'key' });
    await scan(desk);
    const [finding] = await findingsOf(key);
    expect(finding).toMatchObject({ kind: 'field_gone', candidates: [{ titles: { field: 'other' } }] });
    await useFirst(key, finding);
    expect(await valuesOf(key)).toEqual({ secretKey: 'two' });
  });

  it('says forbidden when the vault was withdrawn', async () => {
    const { desk, key } = await bound();
    const spare = account.sandbox.createVault({ name: `Spare ${desk.vaultId}` });
    account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: spare.id });
    account.sandbox.withdrawVault({ serviceAccountId: desk.token.serviceAccountId, vault: desk.vaultId });
    await scan(desk);
    expect(await findingsOf(key)).toMatchObject([{ kind: 'forbidden' }]);
  });

  it('turns references that were kept as written into ids, and finds those that are ambiguous or name nothing', async () => {
    const { desk } = await bound();
    // What was seen lately is found during an outage too.
    forgetAll();
    const fault = account.sandbox.injectFault({ route: '*', kind: 'status', status: 500 });
    const key = await bind(desk, {});
    await updateConnection({ caller: admin, input: { key, patch: { fields: namedFields(desk) } } });
    account.sandbox.clearFaults(fault.id);
    await closeBreaker({ caller: admin, input: { id: desk.manager.id } });
    for (const value of ['a', 'b']) {
      account.sandbox.createItem({
        vault: desk.vaultId,
        title: 'Twice',
        category: 'ApiCredentials',
        fields: [{ label: 'key', type: 'Concealed', value }],
      });
    }
    const { last } = await scan(desk);
    expect(last).toMatchObject({ verified: 1, broken: 2 });
    const view = await getConnection({ caller: admin, input: { key } });
    expect(view.fields.good).toMatchObject({ isVerified: true });
    expect(JSON.stringify(view.fields.good)).toContain(itemOf(desk, 'Stripe').item);
    const findings = await findingsOf(key);
    expect(findings.find(({ field }) => field === 'twice')).toMatchObject({ kind: 'ambiguous' });
    expect(findings.find(({ field }) => field === 'twice')?.candidates).toHaveLength(2);
    expect(findings.find(({ field }) => field === 'none')).toMatchObject({ kind: 'not_found' });
  });

  it('keeps what it knew when 1Password is away, and says why it ended', async () => {
    const { desk, key } = await bound();
    account.sandbox.archiveItem(itemOf(desk, 'Stripe'));
    await scan(desk);
    const fault = account.sandbox.injectFault({ route: '*', kind: 'status', status: 500 });
    await expect(scan(desk)).rejects.toMatchObject({ code: 'provider_unavailable' });
    account.sandbox.clearFaults(fault.id);
    expect(await findingsOf(key)).toMatchObject([{ kind: 'archived' }]);
    const view = await getScan({ caller: admin, input: { id: desk.manager.id } });
    expect(view.last).toMatchObject({ errorCode: 'provider_unavailable', broken: 1 });
    expect(view.isRunning).toBe(false);
  });

  it('is one at a time, and leaves the quota to workloads', async () => {
    const { desk } = await bound();
    await lockScan(desk.manager.id, 'another process');
    await expect(scan(desk)).rejects.toMatchObject({ code: 'conflict' });
    await database().referenceScan.updateMany({ data: { heldUntil: null } });
    const { tokenMark, accountMark } = await database().upstreamUse.findFirstOrThrow();
    const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
    const aDay = limitsOf({ provider: 'onepassword', plan: 'other' })[1]?.requests ?? 0;
    await database().upstreamUse.upsert({
      where: { tokenMark_accountMark_hour: { tokenMark, accountMark, hour } },
      create: { tokenMark, accountMark, hour, requests: aDay },
      update: { requests: aDay },
    });
    expect(
      await requestsFor(() => expect(scan(desk)).rejects.toMatchObject({ code: 'provider_rate_limited' })),
    ).toBe(0);
    await database().upstreamUse.deleteMany();
  });

  it('is not for workloads, and is written into the audit', async () => {
    const { desk } = await bound();
    const asWorkload = { caller: workload, input: { id: desk.manager.id } };
    await expect(scanManager(asWorkload)).rejects.toMatchObject({ code: 'forbidden' });
    await scan(desk);
    const [event] = await database().auditEvent.findMany({
      where: { verb: 'secret_manager.scanned', subjectId: desk.manager.id },
    });
    expect(event).toMatchObject({ actorId: admin.id, details: { fields: 1, answer: 'ok' } });
  });

  it('shows findings to those alone whose projects reach the connection', async () => {
    const { desk, key } = await bound();
    account.sandbox.archiveItem(itemOf(desk, 'Stripe'));
    await scan(desk);
    await database().connection.update({ where: { key }, data: { projects: { deleteMany: {} } } });
    expect((await listFindings({ caller: builder, input: { connection: key } })).items).toEqual([]);
    expect(await findingsOf(key)).toHaveLength(1);
  });

  it('tells who may repair a finding: whoever may change the connection', async () => {
    const { desk, key } = await bound();
    account.sandbox.archiveItem(itemOf(desk, 'Stripe'));
    await scan(desk);
    const seenBy = async (caller: Caller) =>
      (await listFindings({ caller, input: { connection: key } })).items;
    expect(await seenBy(support)).toMatchObject([{ mayRepair: false }]);
    expect(await seenBy(builder)).toMatchObject([{ mayRepair: true }]);
    await updateConnection({ caller: admin, input: { key, patch: { scope: 'platform' } } });
    expect(await seenBy(builder)).toMatchObject([{ mayRepair: false }]);
    expect(await findingsOf(key)).toMatchObject([{ mayRepair: true }]);
  });

  it('knows fields whose secret manager was removed by force without a scan', async () => {
    const { desk, key } = await bound();
    await removeManager({ caller: admin, input: { id: desk.manager.id, force: 'yes' } });
    expect(await findingsOf(key)).toMatchObject([{ kind: 'manager_gone', secretManagerId: null }]);
  });
});

function namedFields(desk: Desk) {
  const of = (item: string) => ({
    secretManagerId: desk.manager.id,
    reference: `op://${desk.vaultId}/${item}/key`,
    saveUnverified: true,
  });
  return { good: of('Stripe'), twice: of('Twice'), none: of('Nothing') };
}

describe('a repair', () => {
  it('binds the candidate, unless somebody was quicker or may not', async () => {
    const { desk, key } = await bound();
    await scan(desk);
    account.sandbox.removeField({ ...itemOf(desk, 'Stripe'), field: 'key' });
    await scan(desk);
    const [finding] = await findingsOf(key);
    const instead = finding?.candidates[0]?.reference ?? '';
    const input = { connection: key, field: 'secretKey', reference: finding?.reference ?? '', instead };
    await expect(repairReference({ caller: support, input })).rejects.toMatchObject({ code: 'forbidden' });
    await repairReference({ caller: builder, input });
    expect(await valuesOf(key)).toEqual({ secretKey: 'two' });
    await expect(repairReference({ caller: builder, input })).rejects.toMatchObject({ code: 'conflict' });
    const events = await database().auditEvent.findMany({
      where: { subjectLabel: { contains: `(${key})` }, actorId: builder.id },
    });
    expect(events).toMatchObject([{ verb: 'connection.updated', details: { fields: ['secretKey'] } }]);
  });
});

async function useFirst(key: string, finding: Awaited<ReturnType<typeof findingsOf>>[number] | undefined) {
  const reference = finding?.candidates[0]?.reference ?? '';
  const secretManagerId = finding?.secretManagerId ?? '';
  await updateConnection({
    caller: admin,
    input: { key, patch: { fields: { [finding?.field ?? '']: { secretManagerId, reference } } } },
  });
}

function itemReference(fields: Record<string, unknown>): string {
  return /op:\/\/[a-z0-9]{26}\/[a-z0-9]{26}/.exec(JSON.stringify(fields))?.[0] ?? 'none';
}
