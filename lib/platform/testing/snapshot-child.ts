import { createSecretKey, randomBytes } from 'node:crypto';
import { makeKeyring } from '@/lib/crypto/keyring';
import { writeSnapshot } from '@/lib/platform/snapshot';

// Writes snapshots of some megabytes, one after the other, until it is killed. Parameter: the path.

const [, , path = ''] = process.argv;
const keys = makeKeyring(createSecretKey(Buffer.alloc(32, 1)));
const items = Array.from({ length: 4_000 }, (_, at) => ({ value: { at, bytes: randomBytes(500) } }));
for (;;) {
  const nowMs = Date.now();
  const head = {
    program: 'p',
    database: 'd',
    schema: 's',
    unversionedTables: [],
    takenAtMs: nowMs,
    certainAtMs: nowMs,
  };
  await writeSnapshot(path, keys, head, [{ name: 'things', take: () => items, put: () => undefined }]);
  console.log('written');
}
