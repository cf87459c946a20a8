import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { database, setDatabaseAway } from '@/lib/platform/database';
import { processId } from '@/lib/platform/invalidation';
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

it('a lease whose taking was not answered is taken again', async () => {
  const [own, others] = [randomUUID(), randomUUID()];
  const expiresAt = new Date(Date.now() + minuteMs);
  await database().readLease.createMany({
    data: [
      { key: own, holder: processId(), expiresAt },
      { key: others, holder: 'another process', expiresAt },
    ],
  });
  expect(await takeLeases([own, others], minuteMs)).toEqual(new Set([own]));
  // From then on it is one like any other.
  expect(await takeLeases([own], minuteMs)).toEqual(new Set());
});

it('a lease that could not be given back is in nobody’s way, once the database is there again', async () => {
  const key = randomUUID();
  await takeLeases([key], minuteMs);
  setDatabaseAway(true);
  await dropLeases([key]);
  setDatabaseAway(false);
  expect(await takeLeases([key], minuteMs)).toEqual(new Set([key]));
});
