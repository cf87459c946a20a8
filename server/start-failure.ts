import { asLatchkeyError } from '@/lib/kernel/errors';
import { log } from '@/lib/platform/log';
import { AddressFailure } from './listen';
import { stopServices } from './services';

/** Ends a start that failed: says why on standard error, closes what was open, exits with 1. */
export async function failStart(error: unknown): Promise<never> {
  const { message, inside } = reasonOf(error);
  // To the log, for its stack may be long; not where the settings, which name the log's level, are what is wrong.
  if (inside !== undefined) log.error('server.not-started', { inside });
  process.stderr.write(`\nLatchkey cannot start. ${message}\n`);
  await stopServices().catch(() => undefined);
  process.exit(1);
}

/** Messages of our own are meant for people; of anything else the stack goes to the log, for it is ours to repair. */
function reasonOf(error: unknown): { message: string; inside?: string } {
  if (error instanceof AddressFailure) return { message: error.message };
  const known = asLatchkeyError(error);
  const { message, inside, says } = known;
  // What is refused on purpose needs no stack.
  if ('inTerminal' in says)
    return { message, inside: inside === message ? undefined : inside?.split('\n', 1)[0] };
  if (known.code !== 'internal') return { message, inside };
  return {
    message:
      'It met an error of its own, which the log tells under server.not-started. Report it with that line.',
    inside: inside ?? message,
  };
}
