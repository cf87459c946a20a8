import type { Log } from '@/lib/platform/log';

const levels = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const;
const names = ['debug', 'log', 'info', 'warn', 'error'] as const satisfies readonly (keyof typeof levels)[];

/**
 * Has what Next prints written to the log, one JSON line each. Next prints errors as they are, and the message of one can hold
 * what a stranger sent: `JSON.parse` quotes the text that it did not understand, line breaks and terminal escapes included.
 * `target` is the console of the process. Returns what puts it back.
 */
export function logOutput(log: Log, target: Pick<Console, (typeof names)[number]>): () => void {
  const before = names.map((name) => [name, target[name]] as const);
  for (const name of names) {
    target[name] = (...printed: unknown[]) =>
      log[levels[name]]('console.printed', { inside: printed.map(textOf).join(' ') });
  }
  return () => {
    for (const [name, print] of before) target[name] = print;
  };
}

function textOf(printed: unknown): string {
  if (!(printed instanceof Error)) return typeof printed === 'string' ? printed : typeof printed;
  const { name, message, stack = '' } = printed;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  // It quotes what it was given.
  const told = printed instanceof SyntaxError ? [] : [message];
  return [name, ...told, ...frames.slice(0, 5).map((frame) => frame.trim())].join('; ');
}
