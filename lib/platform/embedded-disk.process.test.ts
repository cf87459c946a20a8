import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionConnection } from './embedded-connection';
import { type EmbeddedHost, embeddedHost } from './embedded-host';
import { mayMountDisk, mountSmallDisk, type SmallDisk } from './testing/small-disk';

let disk: SmallDisk | undefined;
const patience = { timeout: 50_000, interval: 200 };
let host: EmbeddedHost;
let pool: pg.Pool;

const saved = async () =>
  (await pool.query('SELECT number FROM kept ORDER BY number')).rows.map((row) => row.number);
const save = (number: number) => pool.query('INSERT INTO kept VALUES ($1)', [number]);
/** More than is free in the files of the log, so that a new one is due. */
const endThread = async () => {
  const client = await pool.connect();
  client.on('error', () => undefined);
  try {
    await client.query('BEGIN; INSERT INTO kept VALUES (99)');
    disk?.fill();
    await client.query('SELECT pg_logical_emit_message(true, $1, repeat($1, 40000000))', ['x']);
    await client.query('COMMIT');
  } finally {
    client.release(true);
  }
};

describe.skipIf(!mayMountDisk())('the embedded database on a disk that fills up', () => {
  beforeAll(async () => {
    disk = mountSmallDisk(140);
    host = embeddedHost(join(disk.folder, 'pg'), { pingMs: 1_000, silenceMs: 60_000, restartMs: 0 });
    pool = new pg.Pool({ ...sessionConnection(host.connect, host.close).config, max: 1 });
    pool.on('error', () => undefined);
    await pool.query('CREATE TABLE kept (number int PRIMARY KEY)');
    await save(1);
  });
  afterAll(async () => {
    await pool.end();
    await host.close();
    disk?.remove();
  });

  it('is read and not changed while there is no room, and changed again when there is', async () => {
    disk?.fill();
    await expect(save(2)).rejects.toMatchObject({ code: '25006' });
    expect(await saved()).toEqual([1]);
    disk?.free();
    await save(2);
    expect(await saved()).toEqual([1, 2]);
  });

  it('that ends in the middle of a change says that there is no room, and opens when there is, with all that was confirmed', async () => {
    await expect(endThread()).rejects.toThrow();
    await expect(save(3)).rejects.toMatchObject({ code: 'storage_full' });
    await expect(saved()).rejects.toMatchObject({ code: 'storage_full' });
    disk?.free();
    await save(3);
    expect(await saved()).toEqual([1, 2, 3]);
  });

  it('that ended while its folder is read-only says so, and opens when it is writable', async () => {
    await expect(endThread()).rejects.toThrow();
    disk?.free();
    // Not before the thread has let go of its files.
    await expect.poll(() => tryTo(() => disk?.remount('ro')), patience).toBe(true);
    await expect(save(4)).rejects.toMatchObject({ code: 'storage_read_only' });
    disk?.remount('rw');
    await save(4);
    expect(await saved()).toEqual([1, 2, 3, 4]);
  });
});

function tryTo(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
