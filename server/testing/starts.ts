import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildServer } from '@/scripts/build-server.mjs';

type Settings = Record<string, string>;

/** A start that is to fail: what is wrong, its settings, and what it says after “Latchkey cannot start.”. */
export type BrokenStart = [what: string, settings: () => Settings, said: string | RegExp];

/** How a start of the built product ended. */
interface EndedStart {
  exitCode: number | null;
  /** All that it wrote, to standard output and standard error. */
  output: string;
}

const atOnce = 4;
const longestMs = 60_000;

/**
 * Gives a test file a table of starts that are to fail, and folders for them. Each start is a process of the built product,
 * and must say its one sentence, print no stack trace and no warning, and nothing that holds `canary`.
 */
export function useBrokenStarts() {
  const room = mkdtempSync(join(tmpdir(), 'latchkey-starts-'));
  beforeAll(() => buildServer(['server', 'product', 'database-worker']));
  afterAll(() => rmSync(room, { recursive: true }));

  return {
    table(rows: readonly BrokenStart[]): void {
      let ended: EndedStart[] = [];
      beforeAll(async () => {
        const standard = { LATCHKEY_START_WAIT_MS: '0', DATA_DIR: join(room, 'data') };
        ended = await endAll(rows.map(([, settings]) => ({ ...standard, ...settings() })));
      }, rows.length * longestMs);
      it.each(rows.map(([what, , said], index) => [what, said, index] as const))(
        '%s',
        (_what, said, index) => {
          const { exitCode, output } = ended[index] ?? { exitCode: null, output: '' };
          const [, sentence = output] = output.split('Latchkey cannot start. ');
          expect(sentence).toMatch(said);
          expect(exitCode).toBe(1);
          expect(output).not.toMatch(/(\n|\\n)\s+at |warning|canary/i);
        },
      );
    },

    /** A folder with these files. */
    folder(name: string, files: Record<string, string> = {}): string {
      const path = join(room, name);
      mkdirSync(path, { recursive: true, mode: 0o700 });
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(join(path, file, '..'), { recursive: true });
        writeFileSync(join(path, file), text, { mode: 0o600 });
      }
      return path;
    },
  };
}

/** Runs the starts, a few at a time, and answers how each ended, in their order. */
async function endAll(starts: readonly Settings[]): Promise<EndedStart[]> {
  const ended: EndedStart[] = [];
  const left = [...starts.entries()];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift())
      ended[next[0]] = await end(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return ended;
}

async function end(settings: Settings): Promise<EndedStart> {
  const base = {
    NODE_ENV: 'production' as const,
    PORT: '0',
    LATCHKEY_ROLE: 'resolver',
    HOME: '/nonexistent',
  };
  const child = spawn(process.execPath, ['dist/server.mjs'], {
    env: { ...base, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      output += String(bytes);
      // It was to fail, and runs: what it wrote tells.
      if (output.includes('server.started')) child.kill('SIGKILL');
    });
  }
  await once(child, 'close');
  return { exitCode: child.exitCode, output };
}
