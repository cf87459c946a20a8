import { openSync, readFileSync } from 'node:fs';
import { launch } from './launch.mjs';

/**
 * Starts a built program whose output goes to a new file of its own (mode 0600). `settings` are the product's.
 * @param {{ name: string, file: string, args?: string[], env?: Record<string, string>,
 *   settings?: Record<string, string>, logFile: string }} options
 */
export function startProgram({ name, file, args, env, settings, logFile }) {
  const out = openSync(logFile, 'w', 0o600);
  const child = launch({ file, args, env, settings, stdio: ['ignore', out, out] });
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve('no start'));
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  return {
    name,
    logFile,
    ended,
    /** The last lines it printed. */
    tail: () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-25).join('\n'),
    /** Ends it by force, if it is still there. */
    kill: () => child.kill('SIGKILL'),
    /** Asks it to end and waits; after `deadlineMs` it is ended by force. */
    stop: async (deadlineMs = 15_000) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Asks `ready` every 100 ms until it answers true. False when `program` ended or `deadlineMs` went by first. */
export async function waitUntil(ready, program, deadlineMs) {
  const endsAtMs = performance.now() + deadlineMs;
  let hasEnded = false;
  program.ended.then(() => {
    hasEnded = true;
  });
  while (performance.now() < endsAtMs && !hasEnded) {
    if (await ready().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
