import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { database, databaseKind } from './database';
import { countTurns, forgetTurns, giveTurnsBack, type Limit, takeTurns, trimTurns, turnsLeft } from './limit';
import { dropSingleton } from './singleton';
import { useTestDatabase } from './testing/database';

useTestDatabase();
let made = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 5, 1) });
});
afterEach(() => vi.useRealTimers());

const passes = (ms: number) => vi.setSystemTime(Date.now() + ms);
/** As after a restart: what memory counted is gone. */
const restart = ({ name }: Limit) => {
  for (const each of [`limit: ${name}`, `limit: ${name}-pauses`, 'limit-pauses']) dropSingleton(each);
};
function limit(counted: Limit['counted'], pauses?: Limit['pauses']): Limit {
  made += 1;
  return { name: `test-${made}`, turns: 5, windowMs: 60_000, counted, ...(pauses ? { pauses } : {}) };
}
const pauses = { firstMs: 10_000, longestMs: 40_000, forgottenAfterMs: 3_600_000 };

describe.each(['process', 'processes', 'kept'] as const)('a limit counted in %s', (counted) => {
  it('grants so many turns however many are asked for at once, and more when its time is over', async () => {
    const five = limit(counted);
    const taken = await Promise.all(Array.from({ length: 50 }, () => takeTurns(five, 'a')));
    expect(taken.filter(({ granted }) => granted === 1)).toHaveLength(5);
    expect(await takeTurns(five, 'a')).toEqual({ granted: 0, retryAfterMs: 60_000 });
    expect(await takeTurns(five, 'b')).toEqual({ granted: 1, retryAfterMs: 0 });
    passes(60_000);
    expect(await takeTurns(five, 'a')).toEqual({ granted: 1, retryAfterMs: 0 });
  });

  it('grants a part where not all is left, and counts no turn that it refused', async () => {
    const five = limit(counted);
    await takeTurns(five, 'a', 3);
    expect(await takeTurns(five, 'a', 4)).toMatchObject({ granted: 2, retryAfterMs: 60_000 });
    await giveTurnsBack(five, 'a', 1);
    expect(await turnsLeft(five, 'a')).toEqual({ left: 1, retryAfterMs: 60_000 });
    expect(await takeTurns(five, 'a', 4)).toMatchObject({ granted: 1 });
    await countTurns(five, 'a', 7);
    expect(await turnsLeft(five, 'a')).toMatchObject({ left: 0 });
    await forgetTurns(five, 'a');
    expect(await turnsLeft(five, 'a')).toEqual({ left: 5, retryAfterMs: 60_000 });
  });

  it('pauses twice as long each time, up to the longest, and begins a pause once', async () => {
    const slow = limit(counted, pauses);
    const waits: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(Array.from({ length: 20 }, () => takeTurns(slow, 'a')));
      await giveTurnsBack(slow, 'a', 3);
      const { granted, retryAfterMs } = await takeTurns(slow, 'a');
      expect(granted).toBe(0);
      waits.push(retryAfterMs);
      passes(retryAfterMs);
    }
    expect(waits).toEqual([10_000, 20_000, 40_000, 40_000]);
    await forgetTurns(slow, 'a');
    for (let turn = 0; turn < 5; turn += 1) expect(await takeTurns(slow, 'a')).toMatchObject({ granted: 1 });
    expect(await takeTurns(slow, 'a')).toEqual({ granted: 0, retryAfterMs: 10_000 });
  });
});

describe('a limit that is kept', () => {
  it('is what it was after a restart, its pauses too', async () => {
    const slow = limit('kept', pauses);
    for (let turn = 0; turn < 6; turn += 1) await takeTurns(slow, 'a');
    restart(slow);
    passes(4_000);
    expect(await takeTurns(slow, 'a')).toEqual({ granted: 0, retryAfterMs: 6_000 });
    passes(6_000);
    for (let turn = 0; turn < 5; turn += 1) await takeTurns(slow, 'a');
    expect(await takeTurns(slow, 'a')).toEqual({ granted: 0, retryAfterMs: 20_000 });
  });

  it('leaves no row behind when its time is over', async () => {
    const five = limit('kept');
    await takeTurns(five, 'a');
    const rows = () => database().limitCount.count({ where: { key: { startsWith: five.name } } });
    await trimTurns();
    expect(await rows()).toBe(1);
    passes(60_001);
    await trimTurns();
    expect(await rows()).toBe(0);
  });
});

it('holds among processes on a database server, and begins afresh with the one process of an embedded database', async () => {
  const five = limit('processes');
  await takeTurns(five, 'a', 5);
  // As another process, which has counted nothing.
  restart(five);
  expect(await takeTurns(five, 'a')).toMatchObject({ granted: databaseKind() === 'server' ? 0 : 1 });
});
