import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { programOptions } from '@/scripts/program-options.mjs';

/** A program that a test runs in a process of its own. */
export interface Child {
  process: ChildProcess;
  /** The lines of its standard output so far. */
  lines: string[];
  /** Settles when a line satisfies `test`; rejects when the process ends first, with what it said on standard error. */
  said(test: (line: string) => boolean): Promise<void>;
  /** Ends it and waits until it has ended. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Bundles `source` (relative to the repository) so that plain Node runs it. Answers with the file. */
export async function bundleProgram(source: string): Promise<string> {
  const outfile = join('.setup', 'test-programs', `${process.pid}-${source.replaceAll('/', '-')}.mjs`);
  await build({
    ...programOptions,
    entryPoints: [source],
    outfile,
  });
  return outfile;
}

/** Starts a bundled program. */
export function startChild(program: string, ...parameters: string[]): Child {
  const child = spawn(process.execPath, [program, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LOG_LEVEL: 'silent' },
  });
  const ended = once(child, 'close');
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => lines.push(line));
  let errors = '';
  child.stderr.on('data', (bytes) => {
    errors += String(bytes);
  });
  return {
    process: child,
    lines,
    async said(test) {
      if (lines.some(test)) return;
      await new Promise<void>((resolve, reject) => {
        output.on('line', (line) => test(line) && resolve());
        void ended.then(() => reject(new Error(`the program ended: ${errors}`)));
      });
    },
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
