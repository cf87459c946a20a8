import { createSecretKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeKeyring } from '@/lib/crypto/keyring';
import { readSnapshot } from './snapshot';
import { bundleProgram, startChild } from './testing/child-program';

const keys = makeKeyring(createSecretKey(Buffer.alloc(32, 1)));
let program = '';
let folder = '';

beforeAll(async () => {
  program = await bundleProgram('lib/platform/testing/snapshot-child.ts');
  folder = await mkdtemp(join(tmpdir(), 'latchkey-killed-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(program);
});

it('leaves a snapshot that opens, whole, whenever the process is killed', async () => {
  const path = join(folder, 'reads.snapshot');
  for (let kill = 0; kill < 8; kill += 1) {
    const child = startChild(program, path);
    await child.said((line) => line === 'written');
    // Each time at another moment of a write.
    await sleep(kill * 11);
    await child.end('SIGKILL');
    const snapshot = await readSnapshot(path, keys, 'p');
    expect(snapshot?.items.get('things')).toHaveLength(4_000);
  }
}, 240_000);
