import type { Allowance } from '@/lib/access/grants';
import type { EntryTitles } from '@/lib/cache/entry';
import { getCached } from '@/lib/cache/memory';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import type { LoadedManager } from '@/lib/managers/load';
import { parseLocator } from '@/lib/providers/references';
import type { CacheLookup } from './cache-lookup';
import type { Identified, Reading } from './reading';

type Refused = Reading & { ok: false };

/** Something to read, with the titles it was bound under, where they are known. */
export interface AllowedWant extends CacheLookup {
  titles?: EntryTitles;
}

/**
 * Reads what an allowance lets through, and refuses the rest with `secret_forbidden`. What is known to be refused is not
 * asked for; where only the answer tells what a reference names, the answer is judged and its value goes no further. A
 * reference that is not let through says the same whether or not it exists. In the order asked.
 */
export async function readAllowed<R extends Identified>(
  manager: LoadedManager,
  wanted: readonly AllowedWant[],
  allowance: Allowance,
  read: (wanted: readonly AllowedWant[]) => Promise<R[]>,
): Promise<(R | Refused)[]> {
  if (wanted.every(({ reference }) => allowance.isAny(reference.scheme))) return read(wanted);
  const asked = wanted.filter((want) => foreknown(want, allowance) !== 'refused');
  const readings = new Map<AllowedWant, R | Refused>();
  const answers = asked.length > 0 ? await read(asked) : [];
  for (const [index, want] of asked.entries()) {
    const reading = answers[index];
    if (reading) readings.set(want, judged(manager, want, reading, allowance));
  }
  return wanted.map((want) => readings.get(want) ?? refused(manager));
}

/** What is known before a read: by the names or ids that it is asked by, and by what it was called when it was read last. */
function foreknown(want: AllowedWant, allowance: Allowance): 'allowed' | 'refused' | 'unknown' {
  const known = getCached(want.key);
  const titles = known?.state === 'value' ? known.titles : want.titles;
  if (allowance.allows({ locator: want.reference, titles })) return 'allowed';
  return titles && want.reference.isPinned ? 'refused' : 'unknown';
}

function judged<R extends Identified>(
  manager: LoadedManager,
  want: AllowedWant,
  reading: R,
  allowance: Allowance,
): R | Refused {
  if (!reading.ok) return foreknown(want, allowance) === 'allowed' ? reading : refused(manager);
  const { boundReference, titles } = reading;
  return allowance.allows({ locator: parseLocator(boundReference), titles }) ? reading : refused(manager);
}

/** The answer for a secret that a secret manager does not let somebody use. */
export function refused({ name }: { name: string }): Refused {
  return {
    ok: false,
    error: new LatchkeyError('secret_forbidden', { says: messageFor('secretNotGranted', { name }) }),
  };
}
