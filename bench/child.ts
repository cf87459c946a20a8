import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program beside the benchmark, in a process of its own. */
export interface Child {
  readonly pid: number;
  readonly process: ChildProcess;
  /** The next line of its standard output. Rejects when it ends before, with what it said on standard error. */
  line(): Promise<string>;
  /** Ends it and waits until it has ended. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** The bundle of `bench/<name>.ts`. */
export function programFile(name: string): string {
  return join(dirname(fileURLToPath(import.meta.url)), `${name}.mjs`);
}

/** Starts a program with Node. It ends with this process at the latest. */
export function startChild(
  file: string,
  parameters: readonly string[],
  env: Record<string, string> = {},
  nodeOptions: readonly string[] = ['--enable-source-maps'],
): Child {
  const child = spawn(process.execPath, [...nodeOptions, file, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const ended = once(child, 'close');
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  void ended.then(() => process.off('exit', stop));
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const next = waiting.shift();
    if (next) next(line);
    else if (lines.length < 1_000) lines.push(line);
  });
  let errors = '';
  child.stderr.on('data', (bytes) => {
    errors = `${errors}${bytes}`.slice(-4_000);
  });
  return {
    process: child,
    pid: child.pid ?? 0,
    line() {
      const known = lines.shift();
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve, reject) => {
        waiting.push(resolve);
        void ended.then(() => reject(new Error(`the program ended: ${errors}`)));
      });
    },
    async end(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await ended;
    },
  };
}
