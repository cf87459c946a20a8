import { setTimeout as sleep } from 'node:timers/promises';

const breathMs = 5;

/**
 * Lets one caller through at a time, with a breath of the event loop after each. Answers of sign-ins go through it: each
 * sets off 0.1–0.3 s of arithmetic in the SDK, and twenty in a row would block the thread for 5 s.
 */
export function createPacer(): () => Promise<void> {
  let free: Promise<unknown> = Promise.resolve();
  return async () => {
    const turn = free;
    free = turn.then(() => sleep(breathMs));
    await turn;
  };
}
