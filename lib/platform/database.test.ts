import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { closeDatabase, database, openDatabase } from './database';
import { readEnv } from './env';

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('openDatabase', () => {
  it('says what to check when the server cannot be reached, and not the password', async () => {
    const databaseUrl = `postgresql://me:canary@127.0.0.1:${await closedPort()}/latchkey`;
    const failure = await openDatabase(
      readEnv({ DATABASE_URL: databaseUrl, LATCHKEY_START_WAIT_MS: '0' }),
    ).catch((error) => error);
    expect(failure).toMatchObject({ code: 'internal', message: expect.stringContaining('(ECONNREFUSED)') });
    expect(`${failure.message} ${failure.inside} ${failure.stack}`).not.toContain('canary');
  });
});

describe('database', () => {
  it('is refused when it is not open', async () => {
    await closeDatabase();
    expect(() => database()).toThrow(
      expect.objectContaining({ code: 'internal', inside: 'the database is not open' }),
    );
  });
});
