import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { programs } from '@/lib/platform/testing/company-server';
import { adminKey, patience, useResolver } from './testing/away';

/** Less than whoever waits for a connection waits (10 s), and enough for a busy machine. */
const atOnceMs = 5_000;

describe.skipIf(programs === undefined)('a database server that goes away', () => {
  const resolver = useResolver();
  const { ask, made, read, readFor, rotate, requests, closeWay, openWay, fallSilent, speak } = resolver;
  const newKey = () => made('/api/v1/api-keys', { name: `K${Math.random()}`, role: 'workload' });
  const untilReached = () =>
    expect.poll(async () => (await ask('GET', '/api/v1/connections')).status, patience).toBe(200);

  it('leaves what is known in use, asks the secret manager for what is due, and refuses the rest by name and at once', async () => {
    closeWay();
    const last = await readFor(6_000);
    expect(last.answer).toMatchObject({ fields: { token: 'v-1', plain: 'p' } });
    // As soon as it is known that it is away.
    await expect
      .poll(async () => (await read()).answer, patience)
      .toMatchObject({ sources: { token: { detached: true }, plain: { detached: true } } });
    rotate('v-2');
    await expect
      .poll(async () => (await read()).answer, patience)
      .toMatchObject({
        fields: { token: 'v-2', plain: 'p' },
      });
    const before = requests();
    await readFor(3_000);
    // Fresh for a second, it is asked for as often as with a database, and by no more.
    expect(requests() - before).toBeLessThanOrEqual(8);
    rotate('v-3');
    await expect
      .poll(async () => (await read()).answer, patience)
      .toMatchObject({ fields: { token: 'v-3' } });
    for (const [method, path, key] of [
      ['POST', '/api/v1/connections/unknown/resolve', adminKey],
      ['POST', '/api/v1/connections/known/resolve', `lk_${'b'.repeat(40)}`],
      ['GET', '/api/v1/connections', adminKey],
    ] as const) {
      const { status, answer, retryAfter, tookMs } = await ask(method, path, undefined, key);
      expect([path, status, answer.code, retryAfter]).toEqual([path, 503, 'database_unavailable', '2']);
      expect(tookMs).toBeLessThan(atOnceMs);
    }
    expect(await ask('GET', '/api/ready')).toMatchObject({
      status: 200,
      answer: { status: 'ready', parts: { database: 'database_unavailable' } },
    });
    await openWay();
    await untilReached();
    // Back again, nothing older is served, and what was learnt meanwhile is in the table.
    const seen = new Set<unknown>();
    for (let at = 0; at < 40; at += 1) {
      seen.add(Object(Object((await read()).answer).fields).token);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect([...seen]).toEqual(['v-3']);
    expect(JSON.stringify((await read()).answer)).not.toContain('detached');
    await expect
      .poll(async () => (await read()).answer, patience)
      .toMatchObject({ sources: { token: { state: 'fresh' } } });
  }, 120_000);

  it('is noticed where it falls silent without a sign, and what is known is read from then on', async () => {
    await readFor(500);
    fallSilent();
    // Reads that come before it is noticed wait until it is.
    const waited = await readFor(1_000);
    expect(waited.answer).toMatchObject({ fields: { token: 'v-3' } });
    await expect
      .poll(async () => (await ask('GET', '/api/v1/connections')).answer.code, patience)
      .toBe('database_unavailable');
    const { status, tookMs } = await ask('POST', '/api/v1/connections/unknown/resolve');
    expect(status).toBe(503);
    expect(tookMs).toBeLessThan(atOnceMs);
    await readFor(1_000);
    speak();
    await untilReached();
    await expect
      .poll(async () => (await read()).answer, patience)
      .toMatchObject({ sources: { token: { state: 'fresh' } } });
  }, 240_000);

  it('knows what was known also where a key, a connection and a secret manager were changed just before', async () => {
    const { key } = await newKey();
    expect((await read(String(key))).status).toBe(200);
    const { id: other } = await newKey();
    expect((await ask('DELETE', `/api/v1/api-keys/${String(other)}`)).status).toBe(200);
    const patches = [
      ['/api/v1/connections/known', { fields: { plain: { value: 'q' } } }],
      [`/api/v1/secret-managers/${resolver.managerId()}`, { name: 'N' }],
    ] as const;
    for (const [path, patch] of patches) expect((await ask('PATCH', path, patch)).status).toBe(200);
    // Nothing is read meanwhile.
    await sleep(1_000);
    closeWay();
    const { status, answer } = await read(String(key));
    expect([status, Object(answer.fields).plain]).toEqual([200, 'q']);
    await openWay();
    await untilReached();
  }, 120_000);

  it('finds a new process, on a folder of its own, that knows what was used before it', async () => {
    const { key } = await newKey();
    expect((await read(String(key))).status).toBe(200);
    await resolver.end('SIGTERM');
    rmSync(join(resolver.folder, 'reads.snapshot'));
    await resolver.start();
    await sleep(2_000);
    closeWay();
    expect((await read(String(key))).status).toBe(200);
    await openWay();
  }, 120_000);
});
