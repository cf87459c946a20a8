import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { database } from '@/lib/platform/database';
import { findShownEntry } from './find-entry';
import type { EntryRow } from './present-entry';

/** A reference of a secret manager, whether or not the cache holds it. */
export interface Subject {
  secretManagerId: string;
  secretManagerName: string;
  reference: string;
  /** The entry, the latest where a replaced token left one behind. */
  row: EntryRow | undefined;
}

/** What a subject stands for, within the caller's reach. Throws `not_found`. */
export async function findSubject(caller: Caller, subject: string): Promise<Subject> {
  const row = await findShownEntry(caller, { subject });
  if (row) {
    const { secretManager, reference } = row;
    return { secretManagerId: secretManager.id, secretManagerName: secretManager.name, reference, row };
  }
  const event = await database().cacheEvent.findFirst({
    where: { subject, reference: { not: '' }, secretManager: reachedBy(caller) },
    orderBy: { at: 'desc' },
    include: { secretManager: { select: { name: true } } },
  });
  if (!event || !(await isBoundInReach(caller, event))) {
    throw new LatchkeyError('not_found', {
      says: messageFor('referenceUnknown'),
    });
  }
  const { secretManagerId, secretManager, reference } = event;
  return { secretManagerId, secretManagerName: secretManager.name, reference, row: undefined };
}

/** What the cache never held is shown to whoever sees a connection that is bound to it. */
async function isBoundInReach(
  caller: Caller,
  { secretManagerId, reference }: { secretManagerId: string; reference: string },
): Promise<boolean> {
  if (caller.projects === 'all') return true;
  const bound = await database().connectionField.count({
    where: { secretManagerId, reference, connection: reachedBy(caller) },
  });
  return bound > 0;
}
