import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutOwnSettings } from './own-settings.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A command that did not succeed, with everything it printed. */
export class CommandFailure extends Error {
  constructor(command, output, code) {
    super(`${command} ended with ${code}`);
    this.output = output;
  }
}

/**
 * Runs a program in the project's folder, without the product's settings, and returns what it printed. Interrupts reach it and then end this process.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, shown?: 'all' | 'none', cwd?: string }} options
 * `shown: 'all'` prints the output as it comes.
 */
export function run(program, args, { env = {}, shown = 'none', cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...withoutOwnSettings(), ...env },
      stdio: shown === 'all' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // npm is a .cmd file on Windows, which only a shell starts.
      shell: process.platform === 'win32' && !program.endsWith('.exe'),
    });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    const release = forwardInterrupts(child);
    const output = () => Buffer.concat(chunks).toString();
    child.once('error', (error) => {
      release();
      reject(new CommandFailure(program, `${error.message}\n`, 'no start'));
    });
    child.once('close', (code, signal) => {
      release();
      if (code === 0) return resolve(output());
      reject(new CommandFailure([program, ...args].join(' '), output(), code ?? signal));
    });
  });
}

/** Runs a program of node_modules with this Node, so that nothing depends on what is installed elsewhere. */
export function runPackage(file, args, options) {
  return run(process.execPath, [`node_modules/${file}`, ...args], options);
}

/** Runs the npm that started this process, else the one on the path. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js')
    ? run(process.execPath, [npm, ...args], options)
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

function forwardInterrupts(child) {
  const forward = (signal) => {
    child.kill(signal);
    child.once('close', () => process.exit(128 + constants.signals[signal]));
  };
  process.once('SIGINT', forward);
  process.once('SIGTERM', forward);
  return () => {
    process.removeListener('SIGINT', forward);
    process.removeListener('SIGTERM', forward);
  };
}
