import { randomUUID } from 'node:crypto';
import { type Keeping, keepEntries } from '@/lib/cache/keep';
import { cacheKey } from '@/lib/cache/key';
import { nextGeneration } from '@/lib/cache/table';
import { seal } from '@/lib/crypto/envelope';
import { latencyMeasure, type Measure } from '@/lib/history/measures';
import { apps } from '@/lib/kernel/apps';
import { findingKinds } from '@/lib/kernel/finding';
import { SecretValue } from '@/lib/kernel/secret-value';
import type { ManagerView } from '@/lib/managers/schema';
import { database } from '@/lib/platform/database';
import { keyring } from '@/lib/platform/keyring';
import { entryContext } from '@/lib/secrets/sealed-entry';
import type { Account, AccountItem } from './account';
import { connect, openProduct } from './product';

// What a console that was in use for long has in its database, written in bulk.

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const fieldsEach = 3;
const apiKeys = ['key billing', 'key nightly', 'key web', 'key reports'];

/** One entry for each item, in every state, sealed as a read would: read by four keys, some failing. */
async function fillCache(manager: ManagerView, account: Account): Promise<void> {
  const { freshMs, staleWhileUnreachableMs } = manager.policy;
  for (let from = 0; from < account.items.length; from += 1_000) {
    const generation = await nextGeneration();
    const keepings = account.items.slice(from, from + 1_000).map((item, at): Keeping => {
      const number = from + at;
      // Of ten: seven fresh, one stale, one past serving, one absent.
      const ageMs = [0.2, 0.4, 0.5, 0.1, 0.3, 0.6, 0.7, 1.5][number % 10];
      const oldMs = freshMs + staleWhileUnreachableMs + number * 1_000;
      return keepingOf(manager.id, item, {
        number,
        isAbsent: number % 10 === 9,
        fetchedAtMs: Date.now() - (ageMs === undefined ? oldMs : ageMs * freshMs - number * 10),
        generation,
      });
    });
    await keepEntries(manager.id, 1, generation, keepings);
  }
  await database().$executeRaw`
    UPDATE cache_entry AS entry
    SET hits = (counted.number * 7919) % 5000,
        -- Long ago: what is in use would be kept fresh behind the measurements.
        last_read_at = CASE WHEN counted.number % 9 > 0 THEN now() - interval '9 days' - counted.number * interval '1 minute' END,
        last_read_by = CASE WHEN counted.number % 9 > 0 THEN (${apiKeys}::text[])[1 + counted.number % 4] END,
        last_error_code = CASE WHEN counted.number % 25 = 7 THEN 'provider_timeout' END,
        last_error_at = CASE WHEN counted.number % 25 = 7 THEN now() - interval '1 hour' END
    FROM (SELECT id, (row_number() OVER (ORDER BY key))::int AS number FROM cache_entry) AS counted
    WHERE counted.id = entry.id`;
}

function keepingOf(
  managerId: string,
  { id, title, vaultId, vaultName }: AccountItem,
  about: { number: number; isAbsent: boolean; fetchedAtMs: number; generation: bigint },
): Keeping {
  const reference = `op://${vaultId}/${id}/f0`;
  const key = cacheKey(keyring(), { managerId, revision: 1, reference });
  const { generation, fetchedAtMs } = about;
  const base = { key, managerId, revision: 1, reference, fetchedAtMs, generation };
  if (about.isAbsent) {
    const entry = {
      ...base,
      state: 'absent',
      code: 'secret_not_found',
      message: undefined,
      count: 1,
    } as const;
    return { entry, shownReference: reference };
  }
  return {
    entry: {
      ...base,
      state: 'value',
      sealed: seal(keyring(), new SecretValue(`value ${about.number}`), entryContext(key, generation)),
      sealedVersion: generation,
      boundReference: reference,
      titles: { vault: vaultName, item: title, field: 'Field 0' },
      fieldType: 'Concealed',
      itemVersion: 1,
      itemUpdatedAt: '2026-01-01T00:00:00Z',
      fingerprint: key,
    },
    shownReference: `op://${vaultName}/${title}/Field 0`,
  };
}

/** Connections of every app with three bound fields each, with tags, some disabled, one in thirty broken. */
async function fillConnections(
  { id: secretManagerId }: ManagerView,
  { items }: Account,
  count: number,
): Promise<void> {
  const connections = Array.from({ length: count }, (_, at) => {
    const app = apps[at % apps.length];
    return {
      id: randomUUID(),
      key: `app-${at}`,
      name: `${areas[at % areas.length]} ${app?.name ?? ''} ${at}`,
      app: app?.id ?? 'custom',
      scope: 'platform',
      tags: at % 3 === 0 ? [tags[at % tags.length] ?? '', 'shared'] : [],
      disabledAt: at % 40 === 11 ? new Date() : null,
      createdBy: 'bench',
      createdAt: new Date(Date.now() - 400 * dayMs),
      updatedAt: new Date(Date.now() - ((at * 7919) % count) * 3 * hourMs),
    };
  });
  const fields = connections.flatMap(({ id: connectionId, app: appId }, at) => {
    const names = apps.find(({ id }) => id === appId)?.fields.map(({ name }) => name) ?? [];
    return Array.from({ length: fieldsEach }, (_, place) => {
      const item = items[(at * fieldsEach + place) % items.length];
      return {
        id: randomUUID(),
        connectionId,
        name: names[place] ?? `more${place}`,
        secretManagerId,
        reference: `op://${item?.vaultId}/${item?.id}/f0`,
        shownReference: `op://${item?.vaultName}/${item?.title}/Field 0`,
        shownNames: { vault: item?.vaultName ?? '', item: item?.title ?? '', field: 'Field 0' },
        isVerified: true,
      };
    });
  });
  await database().connection.createMany({ data: connections });
  for (let at = 0; at < fields.length; at += 1_000)
    await database().connectionField.createMany({ data: fields.slice(at, at + 1_000) });
  await database().bindingFinding.createMany({
    data: fields.map(({ id: fieldId }, at) => ({
      fieldId,
      kind: at % 90 === 4 ? (findingKinds[Math.floor(at / 90) % findingKinds.length] ?? 'deleted') : 'fine',
      since: new Date(Date.now() - at * minuteMs),
      checkedAt: new Date(),
    })),
  });
}

/** A week of Health, as `thin` keeps it: two days by five minutes, what is before by the hour. */
async function fillHistory({ id: secretManagerId }: ManagerView): Promise<number> {
  const nowMs = Math.floor(Date.now() / hourMs) * hourMs;
  const fine = Array.from({ length: 576 }, (_, at) => ({ minutes: 5, atMs: nowMs - at * 5 * minuteMs }));
  const coarse = Array.from({ length: 120 }, (_, at) => ({ minutes: 60, atMs: nowMs - (49 + at) * hourMs }));
  const data = [...fine, ...coarse].flatMap(({ minutes, atMs }, at) =>
    measures.map((measure, place) => ({
      secretManagerId,
      minutes,
      startsAt: new Date(atMs),
      measure,
      total: BigInt(((at * 7919 + place * 104_729) % 97) * (place === 0 ? 40 : 1)),
    })),
  );
  for (let at = 0; at < data.length; at += 2_000)
    await database().historyRollup.createMany({ data: data.slice(at, at + 2_000) });
  return data.length;
}

const measures: readonly Measure[] = [
  'read.memory.fresh',
  'read.memory.stale',
  'read.table.fresh',
  'read.provider.fresh',
  'failed.provider_timeout',
  'failed.secret_not_found',
  'requests',
  'requests.failed',
  'sign_ins',
  'latency.count',
  'latency.ms',
  latencyMeasure(40),
  latencyMeasure(90),
  latencyMeasure(300),
];

/** A workload that has long been at work: the first steps are done, and no page asks for them. */
async function fillKeys(): Promise<void> {
  await database().apiKey.create({
    data: {
      name: 'billing',
      prefix: 'lk_bench',
      hash: randomUUID(),
      role: 'workload',
      scope: 'platform',
      createdBy: 'bench',
      lastUsedAt: new Date(),
    },
  });
}

/** Events of a year, most of them sign-ins and changes of connections. */
async function fillAudit(count: number): Promise<void> {
  for (let from = 0; from < count; from += 2_000) {
    await database().auditEvent.createMany({
      data: Array.from({ length: Math.min(2_000, count - from) }, (_, each) => {
        const at = from + each;
        const verb = auditVerbs[at % auditVerbs.length] ?? 'connection.updated';
        const kind = verb.startsWith('user')
          ? 'user'
          : verb.startsWith('cache')
            ? 'cache_entry'
            : 'connection';
        return {
          at: new Date(Date.now() - at * 10 * minuteMs),
          verb,
          actorKind: 'user',
          actorId: `u-${at % 40}`,
          actorLabel: `person-${at % 40}@example.test`,
          subjectKind: kind,
          subjectId: `${kind}-${at % 3_000}`,
          subjectLabel: `app-${at % 3_000}`,
          details: kind === 'connection' ? { revision: at % 9 } : {},
        };
      }),
    });
  }
}

const areas = ['Billing', 'Checkout', 'Warehouse', 'Reports', 'Support desk', 'Website', 'Mobile', 'Payroll'];
const tags = ['production', 'staging', 'finance', 'growth', 'legacy', 'data'];
const auditVerbs = [
  'user.signed_in',
  'connection.updated',
  'cache.entry_refreshed',
  'connection.tested',
  'connection.created',
  'connection.tagged',
  'user.sign_in_refused',
];

/** Fills an installation in a folder of data as after long use: everything sealed and bound as the product would. */
export async function fillInstallation(
  account: Account,
  dataDir: string,
  { connections, events }: { connections: number; events: number },
): Promise<void> {
  const product = await openProduct({ signInHosts: [account.address], dataDir });
  const manager = await connect(account.token, { name: 'Company', policy: { freshMs: 86_400_000 } });
  await fillCache(manager, account);
  await fillConnections(manager, account, connections);
  await fillHistory(manager);
  await fillKeys();
  await fillAudit(events);
  await product.close();
}
