import { CommandFailure } from './run.mjs';

const nameWidth = 34;
const isLive = process.stdout.isTTY === true;

/** A step that failed: says which, and what to do. `show` prints it. */
export class StepFailure extends Error {
  constructor(name, advice, cause) {
    super(`${name} failed`, { cause });
    this.advice = advice;
  }

  show() {
    const { cause } = this;
    const detail = cause instanceof CommandFailure ? cause.output : String(cause?.stack ?? cause);
    console.error(`\n${detail.trimEnd()}\n\n${this.message}. ${this.advice}`);
  }
}

/**
 * Runs one step and prints one line for it: what, how long, and what `work` returned when that is a text.
 * Throws a StepFailure with `advice` when `work` throws.
 */
export async function step(name, advice, work) {
  const startedMs = performance.now();
  const label = `  ${name} `.padEnd(nameWidth, '·');
  const stopTicking = tick(label, startedMs);
  try {
    const note = await work();
    stopTicking();
    console.log(`${label} ${seconds(startedMs)}${typeof note === 'string' ? `  ${note}` : ''}`);
  } catch (error) {
    stopTicking();
    console.log(`${label} ${seconds(startedMs)}  failed`);
    throw new StepFailure(name, advice, error);
  }
}

/** Seconds since `startedMs` (of `performance.now()`), for people. */
export function seconds(startedMs) {
  return `${((performance.now() - startedMs) / 1000).toFixed(1)} s`.padStart(7);
}

/** Runs a script's main work; a StepFailure is shown and ends the process with 1. */
export async function runMain(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    error.show();
    process.exit(1);
  }
}

function tick(label, startedMs) {
  if (!isLive) return sayNowAndThen(label, startedMs);
  const draw = () => process.stdout.write(`\r${label} ${seconds(startedMs)}`);
  draw();
  const timer = setInterval(draw, 500);
  return () => {
    clearInterval(timer);
    process.stdout.write('\r\x1b[2K');
  };
}

/** Where lines cannot be drawn over, one a minute says that it goes on. */
function sayNowAndThen(label, startedMs) {
  const timer = setInterval(() => console.log(`${label} ${seconds(startedMs)}  still running`), 60_000);
  return () => clearInterval(timer);
}
