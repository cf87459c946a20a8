import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { administer, programs } from '@/lib/platform/testing/company-server';
import { startServer, type TestServer } from '../scripts/postgres-server.mjs';
import { patience, useResolver } from './testing/away';

const withoutPrimaryMs = 8_000;

describe.skipIf(programs === undefined)('a database server that is killed, and its standby promoted', () => {
  let standby: TestServer | undefined;
  const { ask, read, rotate, database } = useResolver(async (primary) => {
    standby = await startServer(programs ?? '', { copyOf: primary });
    // What is confirmed is on both.
    await administer(primary.url, 'ALTER DATABASE postgres SET synchronous_commit = on');
    await administer(primary.url, "ALTER SYSTEM SET synchronous_standby_names = '*'");
    await administer(primary.url, 'SELECT pg_reload_conf()');
    const hosts = [primary, standby].map(({ port }) => `127.0.0.1:${port}`).join(',');
    return { DATABASE_URL: `postgresql://latchkey@${hosts}/postgres?target_session_attrs=read-write` };
  });
  afterAll(() => standby?.remove());

  it('fails no known read, refuses changes by name, and loses nothing that was confirmed', async () => {
    let isOver = false;
    const answers: string[] = [];
    const reading = (async () => {
      while (!isOver) {
        const { status, answer } = await read();
        answers.push(
          status === 200 ? String(Object(answer.fields).token) : `${status} ${String(answer.code)}`,
        );
        await sleep(50);
      }
    })();
    const confirmed: string[] = [];
    const refused: string[] = [];
    const changing = (async () => {
      for (let at = 0; !isOver; at += 1) {
        const input = { key: `c${at}`, name: `C${at}`, app: 'custom', fields: { plain: { value: 'p' } } };
        const { status, answer } = await ask('POST', '/api/v1/connections', input);
        if (status === 201) confirmed.push(input.key);
        else refused.push(`${status} ${String(answer.code)}`);
        await sleep(50);
      }
    })();
    await expect.poll(() => confirmed.length, patience).toBeGreaterThan(5);
    database().kill();
    await sleep(withoutPrimaryMs / 2);
    rotate('v-2');
    await sleep(withoutPrimaryMs / 2);
    standby?.promote();
    const before = confirmed.length;
    await expect.poll(() => confirmed.length, patience).toBeGreaterThan(before + 5);
    isOver = true;
    await Promise.all([reading, changing]);
    expect([...new Set(answers)]).toEqual(['v-1', 'v-2']);
    expect(answers.length).toBeGreaterThan(50);
    expect([...new Set(refused)]).toEqual(['503 database_unavailable']);
    // Nothing older than what was given before.
    expect(answers.lastIndexOf('v-1')).toBeLessThan(answers.indexOf('v-2'));
    const rows = await administer(standby?.url ?? '', 'SELECT key FROM connection');
    const there = new Set(rows.map(({ key }) => key));
    expect(confirmed.filter((key) => !there.has(key))).toEqual([]);
  }, 240_000);
});
