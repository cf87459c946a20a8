import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresAim } from './postgres';
import { tryAim, tryPlainAim, valuesOf } from './testing/try-aim';

const server = process.env.TEST_DATABASE === 'server' ? (process.env.TEST_DATABASE_URL ?? '') : '';
const user = `probe_${process.pid}`;
const password = 'hunter2-canary ü';
let client: Client;
let hbaFile = '';
let hbaBefore = '';

/** Only the throwaway server of scripts/test-postgres.mjs has its rules of sign-in changed, and has them back after. */
const isOurs = async () => {
  const { rows } = await client.query('SHOW data_directory');
  return String(rows[0]?.data_directory).includes('latchkey-postgres-');
};
async function writeHba(text: string): Promise<void> {
  const { rows } = await client.query(`SELECT lo_from_bytea(0, convert_to($1, 'UTF8')) AS id`, [text]);
  await client.query('SELECT lo_export($1, $2)', [rows[0]?.id, hbaFile]);
  await client.query('SELECT lo_unlink($1)', [rows[0]?.id]);
}

describe.skipIf(server === '')('a real PostgreSQL server', () => {
  let skip = false;

  beforeAll(async () => {
    client = new Client({ connectionString: server });
    await client.connect();
    skip = !(await isOurs());
    if (skip) return;
    await client.query(`CREATE ROLE ${user} LOGIN PASSWORD '${password}'`);
    hbaFile = (await client.query('SHOW hba_file')).rows[0]?.hba_file;
    hbaBefore = (await client.query('SELECT pg_read_file($1) AS text', [hbaFile])).rows[0]?.text;
    await writeHba(`host all ${user} 127.0.0.1/32 scram-sha-256\n${hbaBefore}`);
    await client.query('SELECT pg_reload_conf()');
  });
  afterAll(async () => {
    if (!skip) {
      await writeHba(hbaBefore);
      await client.query('SELECT pg_reload_conf()');
      await client.query(`DROP ROLE ${user}`);
    }
    await client.end();
  });

  const aim = (more: Record<string, string> = {}) => {
    const { hostname, port } = new URL(server);
    const values = { host: hostname, port, username: user, password, database: 'postgres', ...more };
    return () => postgresAim(valuesOf(values));
  };
  // The throwaway server has no TLS.
  const signIn = (more: Record<string, string> = {}) => tryPlainAim(aim(more));

  it('without TLS is signed in to only where the destination allows it', async (context) => {
    if (skip) return context.skip();
    await expect.poll(signIn).toEqual({ state: 'ok', code: 'signed_in' });
    expect(await tryAim(aim())).toEqual({ state: 'failed', code: 'postgres_not_encrypted' });
  });

  it('tells a wrong password from a missing database', async (context) => {
    if (skip) return context.skip();
    await expect
      .poll(() => signIn({ password: 'wrong' }))
      .toEqual({ state: 'failed', code: 'credential_refused' });
    expect(await signIn({ database: 'none' })).toEqual({ state: 'failed', code: 'database_missing' });
  });
});
