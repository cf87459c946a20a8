import { randomInt, randomUUID } from 'node:crypto';
import { type Keeping, keepEntries } from '@/lib/cache/keep';
import { cacheKey } from '@/lib/cache/key';
import { nextGeneration } from '@/lib/cache/table';
import { admin, team } from '@/lib/connections/testing/callers';
import { grantAll } from '@/lib/connections/testing/desk';
import { seal } from '@/lib/crypto/envelope';
import { SecretValue } from '@/lib/kernel/secret-value';
import { listManagers } from '@/lib/managers/list';
import type { ManagerView } from '@/lib/managers/schema';
import { database } from '@/lib/platform/database';
import { keyring } from '@/lib/platform/keyring';
import { entryContext } from '@/lib/secrets/sealed-entry';
import { connect } from './product';

// A large cache as an installation of years has it: a thousand entries sealed on the real path, the others written in bulk.

const dayMs = 86_400_000;
const managerCount = 20;
const connectionCount = 2_000;
/** Entries that a read can open: of the first secret manager. */
export const readableCount = 1_000;

export interface Filled {
  managers: ManagerView[];
  /** References of the first secret manager that a read finds in the table. */
  readable: string[];
}

/** What was filled before is filled up. Else fills the open product's database with `count` entries of 20 secret managers, and 2,000 connections that are bound to some. */
export async function fill(token: string, count: number): Promise<Filled> {
  const known = await listManagers({ caller: admin, input: { limit: 50 } });
  if (known.items.length > 0) {
    // Hardly numbers that a run before has used.
    const from = randomInt(2_000_000, 2_000_000_000);
    await fillMany(known.items, { from, to: from + count - (await database().cacheEntry.count()) });
    return { managers: known.items, readable: references() };
  }
  const managers: ManagerView[] = [];
  for (let each = 0; each < managerCount; each += 1) {
    managers.push(await connect(token, { policy: { freshMs: dayMs } }));
  }
  // The team may use all of three of them; of the others it sees what its connections are bound to.
  for (const manager of managers.slice(0, 3)) await grantAll(manager);
  const readable = await fillReadable(managers[0]);
  await fillMany(managers, { from: 0, to: count - readableCount });
  await fillConnections();
  // One of them is away: what is not fresh of it fails.
  await database().breaker.create({
    data: {
      secretManagerId: managers[7]?.id ?? '',
      reason: 'provider_rate_limited',
      openedAt: new Date(),
      retryAt: new Date(Date.now() + dayMs),
      attempt: 1,
    },
  });
  // As autovacuum would a minute later.
  await database().$executeRawUnsafe('VACUUM ANALYZE');
  return { managers, readable };
}

async function fillReadable(manager: ManagerView | undefined): Promise<string[]> {
  const managerId = manager?.id ?? '';
  const generation = await nextGeneration();
  const keepings = references().map((reference, at): Keeping => {
    const key = cacheKey(keyring(), { managerId, revision: 1, reference });
    const base = { key, managerId, revision: 1, reference, fetchedAtMs: Date.now(), generation };
    const value = new SecretValue(`value ${at} of forty characters or so`);
    return {
      entry: {
        ...base,
        state: 'value',
        sealed: seal(keyring(), value, entryContext(key, generation)),
        sealedVersion: generation,
        boundReference: reference,
        titles: { vault: 'Vault of reads', item: `Item ${at}`, field: 'password' },
        fieldType: 'Concealed',
        itemVersion: 1,
        itemUpdatedAt: '2026-01-01T00:00:00Z',
        fingerprint: key,
      },
      shownReference: `op://Vault of reads/Item ${at}/password`,
    };
  });
  await keepEntries(managerId, 1, generation, keepings);
  return keepings.map(({ entry }) => entry.reference);
}

function references(): string[] {
  return Array.from({ length: readableCount }, (_, at) => {
    const letters = [...String(at).padStart(5, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    return `op://${'v'.repeat(25)}a/${'i'.repeat(20)}${letters}a/f0`;
  });
}

/** Of a hundred: 76 fresh, ten stale, ten past serving, four absent; the first secret managers have the most. */
async function fillMany(
  managers: readonly ManagerView[],
  { from: first, to: count }: { from: number; to: number },
): Promise<void> {
  const ids = managers.map(({ id }) => id);
  const step = 10_000;
  for (let from = first; from < count; from += step) {
    await database().$executeRaw`
      INSERT INTO cache_entry
        (id, key, secret_manager_id, revision, reference, bound_reference, shown_reference, titles, field_type, state,
         sealed_value, sealed_version, fingerprint, absent_code, absent_count, absent_since, fetched_at, changed_at,
         item_version, item_updated_at, last_error_code, last_error_at, hits, last_read_at, last_read_by, generation, subject)
      SELECT gen_random_uuid()::text, md5('k' || n) || md5('l' || n), manager, 1, reference, CASE WHEN kind < 9 THEN reference END,
             CASE WHEN kind < 9 THEN 'op://' || vault || '/' || item || '/' || field ELSE reference END,
             CASE WHEN kind < 9 THEN jsonb_build_object('vault', vault, 'item', item, 'field', field) END,
             CASE WHEN kind < 9 THEN 'Concealed' END, CASE WHEN kind < 9 THEN 'value' ELSE 'absent' END,
             CASE WHEN kind < 9 THEN decode(repeat(md5('s' || n), 3), 'hex') END, 1, CASE WHEN kind < 9 THEN md5('f' || n) END,
             CASE WHEN kind = 9 THEN (ARRAY['secret_not_found', 'secret_forbidden', 'secret_not_found'])[1 + n % 3] END,
             CASE WHEN kind = 9 THEN 1 ELSE 0 END, CASE WHEN kind = 9 THEN at END, at,
             CASE WHEN n % 5 = 1 THEN at - n % 40 * interval '1 day' END, 1, '2026-01-01T00:00:00Z',
             CASE WHEN kind < 9 AND n % 53 = 7 THEN 'provider_timeout' WHEN n = 4711 THEN 'secret_unreadable' END,
             CASE WHEN kind < 9 AND n % 53 = 7 OR n = 4711 THEN now() AT TIME ZONE 'UTC' END,
             n * 7919::bigint % 5000, CASE WHEN n % 9 > 0 THEN at - n % 97 * interval '1 hour' END, 'key ' || n % 40, 1,
             md5(manager || ' ' || reference)
      FROM (
        SELECT n, kind, manager, vault_id, (ARRAY['password', 'username', 'api key', 'token', 'certificate'])[1 + n % 5] AS field,
               'op://' || vault_id || '/' || left(translate(md5('i' || n / 5), '0189', 'ghkm'), 25) || 'a/f' || n % 5 AS reference,
               (ARRAY['Billing', 'Orders', 'Customer', 'Warehouse', 'Search', 'Identity', 'Payroll', 'Reports'])[1 + n / 5 % 8]
                 || ' ' || (ARRAY['production', 'staging', 'development'])[1 + n / 40 % 3] || ' ' || n / 5 AS item,
               'Team ' || vault_number AS vault,
               now() AT TIME ZONE 'UTC' - CASE WHEN kind < 7 OR kind = 9 THEN 0.9 * part WHEN kind = 7 THEN 1.05 + 0.5 * part
                 ELSE 12 + 20 * part END * interval '1 day' AS at
        FROM (
          SELECT n, CASE WHEN n % 10 = 1 AND n / 10 % 5 > 1 THEN 0 ELSE n::bigint * 7919 % 10 END AS kind, abs(hashint4(n)) % 100000 / 100000.0 AS part,
                 abs(hashint4(n / 500)) % 400 AS vault_number,
                 left(translate(md5('v' || abs(hashint4(n / 500)) % 400), '0189', 'ghkm'), 25) || 'a' AS vault_id,
                 (${ids}::text[])[1 + floor(20 * power(abs(hashint4(n / 7)) % 1000 / 1000.0, 1.5))::int] AS manager
          FROM generate_series(${from + 1}::int, ${Math.min(count, from + step)}::int) AS n
        ) AS chosen
      ) AS made`;
  }
}

/** A third of them of the team, a third platform-wide, a third of a project of its own; five fields each. */
async function fillConnections(): Promise<void> {
  const other = await database().project.create({ data: { id: 'p-other', name: 'Other' } });
  const connections = Array.from({ length: connectionCount }, (_, at) => ({
    id: randomUUID(),
    key: `app-${at}`,
    name: `App ${at}`,
    app: 'custom',
    scope: at % 3 === 0 ? 'platform' : 'project',
    createdBy: 'bench',
    createdAt: new Date(),
    updatedAt: new Date(),
  }));
  await database().connection.createMany({ data: connections });
  await database().connectionProject.createMany({
    data: connections.flatMap(({ id }, at) =>
      at % 3 === 0 ? [] : [{ connectionId: id, projectId: at % 3 === 1 ? team.id : other.id }],
    ),
  });
  await database().$executeRaw`
    INSERT INTO connection_field (id, connection_id, name, secret_manager_id, reference, shown_reference, is_verified)
    SELECT gen_random_uuid()::text, (${connections.map(({ id }) => id)}::text[])[1 + (place - 1) / 5], 'field' || (place - 1) % 5,
           secret_manager_id, reference, shown_reference, true
    FROM (SELECT row_number() OVER (ORDER BY key) AS place, secret_manager_id, reference, shown_reference FROM cache_entry
          ORDER BY key LIMIT ${connectionCount * 5}) AS chosen`;
}
