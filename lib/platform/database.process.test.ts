import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database, openDatabase, transaction } from './database';
import { type Env, readEnv } from './env';
import { bundleProgram, type Child, startChild } from './testing/child-program';

let program = '';
let dataDir = '';
let environment: Env;
const children: Child[] = [];

beforeAll(async () => {
  program = await bundleProgram('lib/platform/testing/database-child.ts');
  dataDir = await mkdtemp(join(tmpdir(), 'latchkey-data-'));
  environment = readEnv({ DATA_DIR: dataDir });
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.end('SIGKILL')));
  await closeDatabase();
});
afterAll(async () => {
  await rm(dataDir, { recursive: true });
  await rm(program);
});

async function start(mode: 'hold' | 'write'): Promise<Child> {
  const child = startChild(program, dataDir, mode);
  children.push(child);
  await child.said((line) => line === 'open');
  return child;
}

describe('the embedded database among processes', () => {
  it('belongs to one process, and after kill -9 to the next one', async () => {
    const holder = await start('hold');
    await expect(openDatabase(environment)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(dataDir),
    });
    await holder.end('SIGKILL');
    await openDatabase(environment);
    expect(await database().setting.count()).toBe(0);
  });

  it('closes when it is asked to, and then the process can end', async () => {
    const holder = await start('hold');
    await holder.end('SIGTERM');
    expect(holder.process.exitCode).toBe(0);
    await openDatabase(environment);
  });

  it('is opened again after its thread has ended, with all that was confirmed', async () => {
    await openDatabase(environment);
    await database().setting.create({ data: { name: 'confirmed', value: 1 } });
    const [log, away] = [join(dataDir, 'pg', 'pg_wal'), join(dataDir, 'pg', 'away')];
    await rename(log, away);
    // The next file of the log cannot be made: PostgreSQL panics, and the thread ends.
    const change = transaction(async (tx) => {
      await tx.setting.create({ data: { name: 'under way', value: 1 } });
      await tx.$queryRaw`SELECT pg_switch_wal()::text`;
    });
    await expect(change).rejects.toThrow();
    await rename(away, log);
    expect((await database().setting.findMany()).map(({ name }) => name)).toEqual(['confirmed']);
    await database().setting.deleteMany();
  });

  it('keeps every acknowledged row through kill -9 in the middle of writing', async () => {
    let acknowledged = -1;
    for (const rows of [25, 60]) {
      const writer = await start('write');
      await writer.said((line) => Number(line) >= acknowledged + rows);
      await writer.end('SIGKILL');
      acknowledged = Math.max(...writer.lines.filter((line) => /^\d+$/.test(line)).map(Number));
    }
    await openDatabase(environment);
    const names = (await database().setting.findMany()).map((row) => row.name);
    const missing = Array.from({ length: acknowledged + 1 }, (_, row) => `row-${row}`).filter(
      (name) => !names.includes(name),
    );
    expect(acknowledged).toBeGreaterThanOrEqual(84);
    expect(missing).toEqual([]);
  });
});
