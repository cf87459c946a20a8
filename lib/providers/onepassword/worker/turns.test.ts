import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from './turns';

it('lets in as many as may work at a time, and the others in their order', async () => {
  const { take: takeTurn } = createTurns({ limit: 2, idleMs: 60_000 });
  const log: string[] = [];
  const work = async (name: string) => {
    const turn = await takeTurn();
    log.push(`${name} in`);
    await sleep(1);
    log.push(`${name} out`);
    turn.leave();
    turn.leave();
  };
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map(work));
  let inside = 0;
  const insideThen = log.map((entry) => {
    inside += entry.endsWith('in') ? 1 : -1;
    return inside;
  });
  expect(Math.max(...insideThen)).toBe(2);
  expect(log.filter((entry) => entry.endsWith('in'))).toEqual(['a in', 'b in', 'c in', 'd in', 'e in']);
});

it('takes the place from whoever does nothing, and from nobody else', async () => {
  const { take: takeTurn } = createTurns({ limit: 2, idleMs: 100 });
  await takeTurn();
  const busy = await takeTurn();
  const keeping = setInterval(() => busy.keep(), 5);
  const third = await takeTurn();
  let isFourthIn = false;
  const fourth = takeTurn().then(() => {
    isFourthIn = true;
  });
  third.keep();
  await Promise.race([fourth, sleep(20)]);
  expect(isFourthIn).toBe(false);
  clearInterval(keeping);
  busy.leave();
  await fourth;
});
