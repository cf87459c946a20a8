import { describe, expect, it } from 'vitest';
import { database, databaseKind, transaction } from './database';
import { useTestDatabase } from './testing/database';

useTestDatabase();

const row = (name: string) => ({ data: { name, value: { word: name } } });
const find = (name: string) => database().setting.findUnique({ where: { name } });

describe('transaction', () => {
  it('keeps everything when the work succeeds', async () => {
    const answer = await transaction(async (tx) => {
      await tx.setting.create(row('kept-1'));
      await tx.setting.create(row('kept-2'));
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await find('kept-1')).toMatchObject({ value: { word: 'kept-1' } });
    expect(await find('kept-2')).not.toBeNull();
  });

  it('keeps nothing when the work throws, and throws what the work threw', async () => {
    const work = transaction(async (tx) => {
      await tx.setting.create(row('undone'));
      throw new Error('on purpose');
    });
    await expect(work).rejects.toThrow('on purpose');
    expect(await find('undone')).toBeNull();
  });

  it('refuses database() inside, where it would wait for itself', async () => {
    const inner = transaction(async () => database().setting.count());
    await expect(inner).rejects.toMatchObject({
      code: 'internal',
      inside: expect.stringContaining('transaction'),
    });
    await database().setting.create(row('refused inside'));
    expect(await find('refused inside'), 'works again outside').not.toBeNull();
  });

  it('lets what was begun inside use database() once it has ended', async () => {
    let later = () => Promise.resolve(-1);
    await transaction(async (tx) => {
      await tx.setting.create(row('before'));
      const { resolve, promise } = deferred();
      const count = promise.then(() => database().setting.count());
      later = () => {
        resolve();
        return count;
      };
    });
    expect(await later()).toBeGreaterThan(0);
  });

  it('does not deadlock while many other queries and transactions wait', async () => {
    const work = Array.from({ length: 40 }, (_, index) =>
      index % 2 === 0
        ? transaction(async (tx) => {
            await tx.setting.create(row(`crowd-${index}`));
            return tx.setting.count();
          })
        : database().setting.count(),
    );
    await Promise.all(work);
    expect(await database().setting.count({ where: { name: { startsWith: 'crowd-' } } })).toBe(20);
  });
});

describe('database', () => {
  it('is the kind that was asked for', () => {
    expect(databaseKind()).toBe(process.env.TEST_DATABASE);
  });

  it.runIf(process.env.TEST_DATABASE === 'server')(
    'goes on after the server ended its connections',
    async () => {
      await database().setting.count();
      await database().$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
      await database().$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`.catch(() => {});
      await expect
        .poll(() => database().setting.count().catch(String), { timeout: 20_000 })
        .toEqual(expect.any(Number));
    },
  );

  it('goes on after a statement that fails', async () => {
    await expect(database().$queryRawUnsafe('SELECT nonsense')).rejects.toThrow();
    await expect(database().$queryRawUnsafe('SELECT $1::int / 0', 1)).rejects.toThrow();
    expect(await database().$queryRawUnsafe('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { resolve, promise };
}
