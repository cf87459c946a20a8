import { asLatchkeyError } from '@/lib/kernel/errors';
import { log } from '@/lib/platform/log';

/** Writes an error of our own making (`internal`) into the log; the known ones are answers, not faults. */
export function logUnknown(event: string, name: string, error: unknown): void {
  const known = asLatchkeyError(error);
  if (known.code !== 'internal') return;
  log.error(event, { kind: name, code: known.code, inside: known.inside ?? known.message });
}
