import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { afterArrivals, afterOwnTime } from './own-time';

function block(lengthMs: number): void {
  const endsAtMs = performance.now() + lengthMs;
  while (performance.now() < endsAtMs);
}

it('finds nobody late for what this thread itself was late for', async () => {
  let isLate = false;
  const stop = afterOwnTime(200, () => {
    isLate = true;
  });
  for (let times = 0; times < 3; times += 1) {
    block(250);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(isLate).toBe(false);
  await expect.poll(() => isLate, { timeout: 30_000 }).toBe(true);
  stop();
});

it('sees what has arrived while this thread was busy', async () => {
  const { port1, port2 } = new MessageChannel();
  let isLate = false;
  const heard = new Promise<void>((resolve) => {
    port1.on('message', () => {
      stop();
      resolve();
    });
  });
  port2.postMessage('in time');
  const stop = afterArrivals(10, () => {
    isLate = true;
  });
  block(50);
  await heard;
  await new Promise((resolve) => setTimeout(resolve, 50));
  port1.close();
  expect(isLate).toBe(false);
});

it('is stopped at any moment', async () => {
  let isLate = false;
  const stops = [0, 60, 120].map((afterMs) => {
    const stop = afterOwnTime(150, () => {
      isLate = true;
    });
    return new Promise<void>((resolve) => setTimeout(() => resolve(stop()), afterMs));
  });
  await Promise.all(stops);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(isLate).toBe(false);
});
