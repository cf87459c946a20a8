import { expect, it } from 'vitest';
import { SecretValue } from '@/lib/kernel/secret-value';
import { credentialColumns } from '@/lib/managers/credential';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { closeReadAgain } from '@/lib/secrets/found-again';

useTestDatabase();
const managerId = 'of-many';
const many = 20_000;

// Right after an import the database has no statistics: a plan that looks at every pair of them takes minutes, and fails here.
it('what was read again is closed among many that are fine, before the database has statistics', async () => {
  await database().secretManager.create({
    data: {
      id: managerId,
      name: 'Of many',
      provider: 'onepassword',
      scope: 'platform',
      ...credentialColumns(managerId, 1, new SecretValue('no token')),
      signInAddress: 'https://example.1password.com',
      serviceAccount: 'many',
      vaultCount: 1,
      policy: {},
      plan: 'business',
      status: 'connected',
    },
  });
  await database().connection.create({
    data: {
      id: 'of-many',
      key: 'of-many',
      name: 'Of many',
      app: 'http',
      scope: 'platform',
      createdBy: 'test',
    },
  });
  await database().$executeRaw`
    INSERT INTO connection_field (id, connection_id, name, secret_manager_id, reference)
    SELECT 'field-' || n, 'of-many', 'field-' || n, ${managerId}, 'op://vault/item-' || n || '/password'
    FROM generate_series(1, ${many}::int) AS n`;
  await database().$executeRaw`
    INSERT INTO cache_entry (id, key, secret_manager_id, revision, reference, shown_reference, state, fetched_at,
      generation, subject)
    SELECT 'entry-' || n, 'entry-' || n, ${managerId}, 1, reference, reference, 'value', now() AT TIME ZONE 'UTC',
      n, md5(${managerId}::text || ' ' || reference)
    FROM generate_series(1, ${many}::int) AS n
    CROSS JOIN LATERAL (SELECT 'op://vault/item-' || n || '/password' AS reference) AS named`;
  // One in 4,000 is broken; of these one was found so after it was read.
  await database().$executeRaw`
    INSERT INTO binding_finding (field_id, kind, since, checked_at)
    SELECT 'field-' || n, CASE WHEN n % 4000 = 0 THEN 'missing' ELSE 'fine' END, at, at
    FROM generate_series(1, ${many}::int) AS n
    CROSS JOIN LATERAL (SELECT now() AT TIME ZONE 'UTC' + CASE WHEN n = 4000 THEN interval '1 hour'
      ELSE interval '-1 hour' END AS at) AS looked`;
  await closeReadAgain();
  expect(
    await database().bindingFinding.groupBy({ by: ['kind'], _count: true, orderBy: { kind: 'asc' } }),
  ).toEqual([
    { kind: 'fine', _count: many - 5 },
    { kind: 'missing', _count: 1 },
  ]);
});
