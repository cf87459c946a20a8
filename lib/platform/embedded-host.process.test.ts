import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DatabaseConnection } from './database-connection';
import { sessionConnection } from './embedded-connection';
import { embeddedHost, type HostOptions } from './embedded-host';

let room = '';
let folder = '';
const connections: DatabaseConnection[] = [];
const patience = { timeout: 20_000 };
const options: HostOptions = { pingMs: 1000, silenceMs: 60_000, restartMs: 0 };

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'latchkey-host-'));
  // What a creation that was cut off leaves.
  await mkdir(join(room, 'made.new', 'base'), { recursive: true });
  await writeFile(join(room, 'made.new', 'PG_VERSION'), '18');
  const client = await open(join(room, 'made'));
  await client.query('CREATE TABLE kept (number int PRIMARY KEY)');
  await closeAll();
});
beforeEach(async () => {
  folder = join(room, 'pg');
  await cp(join(room, 'made'), folder, { recursive: true });
});
afterEach(async () => {
  await closeAll();
  await rm(folder, { recursive: true });
});
afterAll(() => rm(room, { recursive: true }));

async function open(where: string, more: Partial<HostOptions> = {}): Promise<pg.Pool> {
  const host = embeddedHost(where, { ...options, ...more });
  const connection = sessionConnection(host.connect, host.close);
  const pool = new pg.Pool({ ...connection.config, max: 1 });
  pool.on('error', () => {});
  connections.push({ ...connection, close: () => pool.end().then(connection.close) });
  await pool.query('SELECT 1');
  return pool;
}

async function closeAll(): Promise<void> {
  await Promise.all(connections.splice(0).map((connection) => connection.close()));
}

describe('embeddedHost', () => {
  it('makes a database in one step, whatever a creation that was cut off has left', async () => {
    expect(await readdir(room)).toEqual(['made', 'pg']);
  });

  it('keeps this thread free while a query runs', async () => {
    const pool = await open(folder);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await pool.query('SELECT count(*) FROM generate_series(1, 3000000)');
    clearInterval(timer);
    // On this thread it would be 0 or 1.
    expect(turns).toBeGreaterThan(5);
  });

  it('serves on after its thread was ended for a query that never ends', async () => {
    const pool = await open(folder, { pingMs: 100, silenceMs: 1500 });
    await pool.query('INSERT INTO kept VALUES (1)');
    await expect(pool.query('DO $$ BEGIN LOOP END LOOP; END $$')).rejects.toThrow();
    expect((await pool.query('SELECT number FROM kept')).rows).toEqual([{ number: 1 }]);
  });

  it('serves on after a panic, and has not kept what was under way', async () => {
    const pool = await open(folder);
    await pool.query('INSERT INTO kept VALUES (1)');
    await rename(join(folder, 'pg_wal'), join(folder, 'away'));
    // A new log file is due and cannot be made: PostgreSQL panics.
    await expect(pool.query('INSERT INTO kept VALUES (2); SELECT pg_switch_wal();')).rejects.toThrow();
    await rename(join(folder, 'away'), join(folder, 'pg_wal'));
    expect((await pool.query('SELECT number FROM kept')).rows).toEqual([{ number: 1 }]);
  });

  it('forgets what a client left in the session that the next client gets', async () => {
    const pool = await open(folder);
    const first = await pool.connect();
    await first.query({ name: 'statement', text: 'SELECT 1' });
    await first.query(`SET search_path = 'elsewhere'`);
    await first.query('BEGIN');
    await first.query('INSERT INTO public.kept VALUES (3)');
    first.release(true);
    expect(
      (await pool.query({ name: 'statement', text: 'SELECT count(*)::int AS count FROM kept' })).rows,
    ).toEqual([{ count: 0 }]);
  });

  it('says so when the folder holds something else', async () => {
    const other = join(room, 'other');
    await mkdir(other);
    await writeFile(join(other, 'photo.jpg'), 'x');
    await expect(open(other)).rejects.toThrow('holds something that is no database');
    await rm(other, { recursive: true });
  });

  it('checkpoints and vacuums by itself, which PGlite leaves undone', async () => {
    const pool = await open(folder, { upkeep: { lookMs: 50, checkpointMs: 100, vacuumMs: 200 } });
    const checkpoint = async () =>
      (await pool.query('SELECT redo_lsn FROM pg_control_checkpoint()')).rows[0].redo_lsn;
    const before = await checkpoint();
    await pool.query('INSERT INTO kept SELECT generate_series(10, 2000)');
    await pool.query('DELETE FROM kept');
    await expect.poll(checkpoint, patience).not.toBe(before);
    const size = async () => (await pool.query(`SELECT pg_relation_size('kept')::int AS size`)).rows[0].size;
    await expect.poll(size, patience).toBe(0);
  });
});
