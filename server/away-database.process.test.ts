import { describe, expect, it } from 'vitest';
import { programs } from '@/lib/platform/testing/company-server';
import { adminKey, patience, useResolver } from './testing/away';

/** Less than whoever waits for a connection waits (10 s), and enough for a busy machine. */
const atOnceMs = 5_000;

describe.skipIf(programs === undefined)('a database server that goes away', () => {
  const { ask, read, readFor, rotate, requests, closeWay, openWay, fallSilent, speak } = useResolver();

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
    await expect.poll(async () => (await ask('GET', '/api/v1/connections')).status, patience).toBe(200);
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
    await expect.poll(async () => (await ask('GET', '/api/v1/connections')).status, patience).toBe(200);
    await expect
      .poll(async () => (await read()).answer, patience)
      .toMatchObject({ sources: { token: { state: 'fresh' } } });
  }, 240_000);
});
