import { createSecretKey, randomBytes } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { makeKeyring } from '@/lib/crypto/keyring';
import { closeDatabase, registerDatabase } from '@/lib/platform/database';
import { registerKeyring } from '@/lib/platform/keyring';
import { embeddedTestDatabase } from './embedded-database';
import { serverTestDatabase } from './server-database';
import type { TestDatabase } from './test-database';

/**
 * Gives a test file (`x.db.test.ts`) a migrated, empty database of its own, and a keyring, through `database()` and
 * `keyring()`. Call it once at the top of the file. The embedded or the server database, as the vitest project says.
 */
export function useTestDatabase(): void {
  let drop = () => Promise.resolve();

  beforeAll(async () => {
    const made = await testDatabase();
    drop = made.drop;
    await registerDatabase(made.connection);
    registerKeyring(makeKeyring(createSecretKey(randomBytes(32))));
  });

  afterAll(async () => {
    await closeDatabase();
    await drop();
  });
}

/** A fresh, migrated database of the kind that the vitest project names; not registered. */
export function testDatabase(): Promise<TestDatabase> {
  const kind = process.env.TEST_DATABASE ?? 'embedded';
  switch (kind) {
    case 'embedded':
      return embeddedTestDatabase();
    case 'server':
      return serverTestDatabase(process.env.TEST_DATABASE_URL ?? '');
    default:
      throw new Error(`TEST_DATABASE is ${kind}; it must be embedded or server`);
  }
}
