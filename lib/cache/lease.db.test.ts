import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { dropLeases, takeLeases } from './lease';

useTestDatabase();

const minuteMs = 60_000;
const expire = (key: string) =>
  database()
    .$executeRaw`UPDATE read_lease SET expires_at = (now() - interval '1 second') AT TIME ZONE 'UTC' WHERE key = ${key}`;

it('a lease is taken once, and again when its holder gave it back or its time is over', async () => {
  const [held, free] = [randomUUID(), randomUUID()];
  expect(await takeLeases([held], minuteMs)).toEqual(new Set([held]));
  expect(await takeLeases([held, free], minuteMs)).toEqual(new Set([free]));
  await dropLeases([held]);
  expect(await takeLeases([held, free], minuteMs)).toEqual(new Set([held]));
  await expire(free);
  expect(await takeLeases([held, free], minuteMs)).toEqual(new Set([free]));
});

it('a lease is given back by its holder alone', async () => {
  const key = randomUUID();
  await takeLeases([key], minuteMs);
  await database().readLease.update({ where: { key }, data: { holder: 'another process' } });
  await dropLeases([key]);
  expect(await takeLeases([key], minuteMs)).toEqual(new Set());
});

it('one of many that ask at once has the lease', async () => {
  const key = randomUUID();
  const taken = await Promise.all(Array.from({ length: 8 }, () => takeLeases([key], minuteMs)));
  expect(taken.filter((keys) => keys.has(key))).toHaveLength(1);
});

it('a lease that ends later than any can was taken before the clock was set back: it is free', async () => {
  const key = randomUUID();
  await takeLeases([key], minuteMs);
  for (const [aheadMs, isFree] of [
    [10 * minuteMs, false],
    [1_440 * minuteMs, true],
  ] as const) {
    const endsAt = new Date(Date.now() + aheadMs);
    await database().readLease.update({ where: { key }, data: { expiresAt: endsAt } });
    expect((await takeLeases([key], minuteMs)).has(key), String(aheadMs)).toBe(isFree);
  }
});
