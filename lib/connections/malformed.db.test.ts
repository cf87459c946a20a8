import { afterEach, beforeEach, expect, it } from 'vitest';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { seededRandom } from '@/lib/providers/onepassword/testing/seeded-random';
import { useTestAccount } from '@/lib/providers/testing/account';
import { liveOneTurn, settle } from './testing/among-malformed';

useTestDatabase();
const account = useTestAccount();
const seed = 20_261_129;
let time: ReturnType<typeof manualClock>;

beforeEach(() => {
  time = manualClock(Date.now() + 3_600_000);
  setClock(time);
});

afterEach(() => setClock(systemClock));

it('300 malformed items disturb no healthy neighbour, read in every way', { timeout: 900_000 }, async () => {
  const random = seededRandom(seed);
  const life = await settle(account.sandbox, time, { healthy: 4, odd: 46 });
  for (const spoiled of [1, 46, 46, 46, 3, 46, 46, 46, 20]) {
    await liveOneTurn(life, random, { spoiled, largeShare: 0.003, looked: 6 });
  }
  expect(life.tally.disturbed).toEqual([]);
  expect(life.tally.malformed).toBe(300);
  expect(life.tally.answers.get('secret_unreadable')).toBeGreaterThan(10);
  expect(life.tally.answers.get('a value')).toBeGreaterThan(10);
});
