import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Asked, createTurns } from './turns';

it('lets in as many as may work at a time, and the others in their order', async () => {
  const turns = createTurns({ limit: 2, idleMs: 60_000 });
  const takeTurn = () => turns.take().taken;
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
  const turns = createTurns({ limit: 2, idleMs: 100 });
  const takeTurn = () => turns.take().taken;
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

it('lets in what nobody waits for when nobody else works, one at a time, and sooner once somebody waits for it', async () => {
  const turns = createTurns({ limit: 2, idleMs: 60_000 });
  const log: string[] = [];
  const enter = (name: string, { taken, isWaiting }: Asked) => {
    const turn = taken.then((got) => {
      log.push(name);
      return got;
    });
    return { isWaiting, leave: async () => (await turn).leave() };
  };
  const ahead = enter('ahead', turns.take('ahead'));
  const later = enter('later', turns.take('ahead'));
  const asked = turns.take('ahead');
  const wanted = enter('wanted', asked);
  expect([ahead, later, wanted].map(({ isWaiting }) => isWaiting)).toEqual([false, true, true]);
  const caller = enter('caller', turns.take());
  const next = enter('next', turns.take());
  asked.hurry();
  asked.hurry();
  await ahead.leave();
  await caller.leave();
  await next.leave();
  expect(log).toEqual(['ahead', 'caller', 'next', 'wanted']);
  await wanted.leave();
  await later.leave();
  expect(log.at(-1)).toBe('later');
  // Nothing is let in twice.
  await enter('last', turns.take()).leave();
  expect(log).toHaveLength(6);
});
