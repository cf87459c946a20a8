import { isLatchkeyError } from '@/lib/kernel/errors';
import { AddressFailure } from './listen';
import { stopParts } from './parts';

/** Ends a start that failed: says why on standard error, closes what was open, exits with 1. */
export async function failStart(error: unknown): Promise<never> {
  process.stderr.write(`\nLatchkey cannot start. ${reasonOf(error)}\n`);
  await stopParts().catch(() => undefined);
  process.exit(1);
}

/** Messages of our own are meant for people; of anything else the stack is told, for it is ours to repair. */
function reasonOf(error: unknown): string {
  if (error instanceof AddressFailure) return error.message;
  if (isLatchkeyError(error)) return error.inside && error.code === 'internal' ? error.inside : error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
