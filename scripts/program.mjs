import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { root } from './run.mjs';

/**
 * Starts a built program whose output goes to a file of its own (mode 0600, begun anew).
 * @param {{ name: string, file: string, args?: string[], env?: Record<string, string>, logFile: string }} options
 */
export function startProgram({ name, file, args = [], env = {}, logFile }) {
  const out = openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, [file, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', out, out],
  });
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

/**
 * Settings for a product that is to be as it is for everybody: those of an installation of one's own are made empty,
 * which counts as unset.
 */
export function blankSettings() {
  const own = Object.keys(process.env).filter((name) => name.startsWith('LATCHKEY_'));
  return { ...Object.fromEntries(own.map((name) => [name, ''])), NODE_ENV: 'production', DATABASE_URL: '' };
}
