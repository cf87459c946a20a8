import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from './migrate';
import { readMigrations } from './migration-files';
import { testDatabase } from './testing/database';
import type { TestDatabase } from './testing/test-database';

// An installation as the release before access by project left it, with what each rule of its migrations is about.
const lastOfBefore = '20261122070000_search_entries';
const before = `
  INSERT INTO project (id, name) VALUES ('a', 'A'), ('b', 'B'), ('unused', 'Unused');
  INSERT INTO "user" (id, name, email, role, updated_at) VALUES
    ('root', 'Root', 'root@example.test', 'admin', now()), ('bob', 'Bob', 'bob@example.test', 'builder', now());
  INSERT INTO project_member (project_id, user_id) VALUES ('a', 'bob');
  INSERT INTO secret_manager (id, name, provider, scope, sealed_credential, credential_mark, sign_in_address, service_account,
    vault_count, policy, status, updated_at)
  SELECT id, id, 'onepassword', scope, '\\x01', id, 'https://x.1password.com', 'x', 1, '{}', 'connected', now()
  FROM (VALUES ('wide', 'platform'), ('own', 'project')) AS manager(id, scope);
  INSERT INTO secret_manager_project (secret_manager_id, project_id) VALUES ('own', 'a'), ('wide', 'unused');
  INSERT INTO connection (id, key, name, app, scope, created_by, updated_at) VALUES
    ('ca', 'ca', 'Of A', 'custom', 'project', 'bob@example.test', now()),
    ('cab', 'cab', 'Shared', 'custom', 'project', 'root@example.test', now()),
    ('cw', 'cw', 'Wide', 'custom', 'platform', 'bob@example.test', now());
  INSERT INTO connection_project (connection_id, project_id) VALUES ('ca', 'a'), ('cab', 'a'), ('cab', 'b');
  INSERT INTO connection_field (id, connection_id, name, secret_manager_id, reference) VALUES
    ('f1', 'ca', 'one', 'wide', 'op://v/i/f'), ('f2', 'ca', 'code', 'wide', 'op://v/i/otp?attribute=otp'),
    ('f3', 'cab', 'shared', 'wide', 'op://v/j/f'), ('f4', 'cw', 'wide', 'wide', 'op://w/k/f'),
    ('f5', 'ca', 'own', 'own', 'op://o/p/f'), ('f6', 'ca', 'typed', NULL, NULL);
  INSERT INTO api_key (id, name, prefix, hash, role, scope, created_by) VALUES
    ('ka', 'of A', 'lk_a', 'ha', 'workload', 'project', 'bob@example.test'),
    ('kw', 'wide', 'lk_w', 'hw', 'workload', 'platform', 'root@example.test'),
    ('kb', 'of B', 'lk_b', 'hb', 'workload', 'project', 'system'),
    ('kr', 'set-up', 'lk_r', 'hr', 'admin', 'platform', 'system');
  INSERT INTO api_key_project (api_key_id, project_id) VALUES ('ka', 'a'), ('kb', 'b');
  INSERT INTO audit_event (id, verb, actor_kind, actor_id, actor_label, subject_kind, subject_id, subject_label, details)
  SELECT kind || id, 'x', 'system', 'system', 'system', kind, id, id, '{}' FROM (VALUES
    ('connection', 'cab'), ('connection', 'cw'), ('connection', 'gone'), ('secret_manager', 'own'), ('api_key', 'ka'),
    ('user', 'bob'), ('user', 'root'), ('project', 'b'), ('master_key', 'm')) AS event(kind, id);`;

let made: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  made = await testDatabase();
  client = new pg.Client(made.connection.config);
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const shipped = await readMigrations();
  const count = shipped.findIndex(({ name }) => name === lastOfBefore) + 1;
  expect(count).toBeGreaterThan(0);
  await migrate(client, shipped.slice(0, count));
  await client.query(before);
  await migrate(client, shipped);
});
afterAll(async () => {
  await client.end();
  await made.connection.close();
  await made.drop();
});

const rows = async (sql: string) => (await client.query(sql)).rows;

describe('an installation of before', () => {
  it('grants each project what its connections are bound to, and its own secret managers whole', async () => {
    expect(
      await rows('SELECT secret_manager_id, project_id, patterns FROM secret_manager_project ORDER BY 1, 2'),
    ).toEqual([
      { secret_manager_id: 'own', project_id: 'a', patterns: ['op://**'] },
      { secret_manager_id: 'wide', project_id: 'a', patterns: ['op://v/i/f', 'op://v/i/otp', 'op://v/j/f'] },
      { secret_manager_id: 'wide', project_id: 'b', patterns: ['op://v/j/f'] },
    ]);
  });

  it('leaves keys what they could do: all connections, and references of what they reached', async () => {
    const any = (...ids: string[]) =>
      ids.map((secretManagerId) => ({ secretManagerId, patterns: ['op://**'] }));
    expect(
      await rows('SELECT id, all_connections, readable, networks, created_by_id FROM api_key ORDER BY id'),
    ).toEqual([
      { id: 'ka', all_connections: true, readable: any('own', 'wide'), networks: [], created_by_id: 'bob' },
      { id: 'kb', all_connections: true, readable: any('wide'), networks: [], created_by_id: null },
      { id: 'kr', all_connections: true, readable: 'all', networks: [], created_by_id: null },
      { id: 'kw', all_connections: true, readable: any('own', 'wide'), networks: [], created_by_id: 'root' },
    ]);
  });

  it('shows events to whom their subject belongs, and those of what is gone to platform admins alone', async () => {
    expect(
      await rows(
        `SELECT subject_kind || ' ' || subject_id AS of, scope, project_ids FROM audit_event ORDER BY 1`,
      ),
    ).toEqual([
      { of: 'api_key ka', scope: 'project', project_ids: ['a'] },
      { of: 'connection cab', scope: 'project', project_ids: expect.arrayContaining(['a', 'b']) },
      { of: 'connection cw', scope: 'platform', project_ids: [] },
      { of: 'connection gone', scope: 'project', project_ids: [] },
      { of: 'master_key m', scope: 'platform', project_ids: [] },
      { of: 'project b', scope: 'project', project_ids: ['b'] },
      { of: 'secret_manager own', scope: 'project', project_ids: ['a'] },
      { of: 'user bob', scope: 'project', project_ids: ['a'] },
      { of: 'user root', scope: 'platform', project_ids: [] },
    ]);
  });
});
