import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DurableFiles } from './embedded-files';
import { createStore, openStore } from './embedded-store';

let folder = '';
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'latchkey-store-')), 'pg');
  await createStore(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** As PGlite is without the hook, or with the hook in a place where it is no longer called. */
class ForgetfulFiles extends DurableFiles {
  override init: DurableFiles['init'] = NodeFS.prototype.init;
}

describe('openStore', () => {
  it('has every commit on the disk before it is acknowledged', async () => {
    const files = new DurableFiles(folder);
    const database = await openStore(folder, files);
    await database.exec('CREATE TABLE number (n int)');
    for (let n = 0; n < 20; n += 1) {
      const before = files.logSyncs;
      await database.query('INSERT INTO number VALUES ($1)', [n]);
      expect(files.logSyncs).toBeGreaterThan(before);
    }
    await database.close();
  });

  it('refuses to open a database whose commits do not reach the disk', async () => {
    await expect(openStore(folder, new ForgetfulFiles(folder))).rejects.toThrow(
      'does not write through to the disk',
    );
  });

  it('opens again after it was refused', async () => {
    const database = await openStore(folder);
    expect((await database.query('SELECT count(*)::int AS count FROM number')).rows).toEqual([{ count: 20 }]);
    await database.close();
  });
});
