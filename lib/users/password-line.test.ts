import { expect, it } from 'vitest';
import { inPasswordLine, type Lane } from './password-line';

it('does two at once, those of known people first, and refuses with a time to wait when all places are taken', async () => {
  const begun: string[] = [];
  const finish: (() => void)[] = [];
  const enter = (lane: Lane, name: string) =>
    inPasswordLine(lane, () => {
      begun.push(name);
      return new Promise<string>((resolve) => finish.push(() => resolve(name)));
    });
  const strangers = Array.from({ length: 10 }, (_, at) => enter('stranger', `s${at}`));
  const busy = { code: 'over_budget', status: 429, retryAfterMs: 2_000 };
  await expect(enter('stranger', 'one too many')).rejects.toMatchObject(busy);
  const known = Array.from({ length: 8 }, (_, at) => enter('known', `k${at}`));
  await expect(enter('known', 'one too many')).rejects.toMatchObject(busy);
  await Promise.resolve();
  expect(begun).toEqual(['s0', 's1']);
  while (finish.length > 0) {
    expect(finish.length).toBeLessThanOrEqual(2);
    finish.shift()?.();
    await new Promise(setImmediate);
  }
  expect(begun.slice(2, 10)).toEqual(Array.from({ length: 8 }, (_, at) => `k${at}`));
  expect(await Promise.all([...strangers, ...known])).toHaveLength(18);
});

it('gives the place of work that fails to the next', async () => {
  const failing = () => inPasswordLine('stranger', () => Promise.reject(new Error('broken')));
  for (let count = 0; count < 5; count += 1) await expect(failing()).rejects.toThrow('broken');
  expect(await inPasswordLine('stranger', async () => 'done')).toBe('done');
});
