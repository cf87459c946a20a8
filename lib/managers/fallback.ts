import { requireMay, scopedOf } from '@/lib/access/may';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import type { Scoped } from '@/lib/kernel/permissions';
import type { Transaction } from '@/lib/platform/database';
import { schemeOf } from '@/lib/providers/references';
import { findManagerRow } from './find';

/** Whether a secret manager may be used by all who may use another one: as a fallback it is read for them. */
export function covers(fallback: Scoped, first: Scoped): boolean {
  if (fallback.scope === 'platform') return true;
  return (
    first.scope === 'project' &&
    first.projectIds.length > 0 &&
    first.projectIds.every((id) => fallback.projectIds.includes(id))
  );
}

/**
 * Refuses a fallback that is the secret manager itself, that not everybody may use who uses the first one, whose references have
 * another form, or that the caller may not change: its credential is spent for others. Throws `not_found`, `forbidden`, `invalid_input` (`fallbackId`).
 */
export async function requireFallback(
  tx: Transaction,
  caller: Caller,
  { id, fallbackId, scope, provider }: { id: string; fallbackId: string; scope: Scoped; provider: string },
): Promise<void> {
  if (fallbackId === id) throw wrong('fallbackItself');
  const row = await findManagerRow(tx, caller, fallbackId);
  const fallback = scopedOf(row);
  requireMay(caller, 'secret-manager:write', fallback);
  if (!covers(fallback, scope)) throw wrong('fallbackNarrower');
  if (schemeOf(row.provider) !== schemeOf(provider)) throw wrong('fallbackOtherReferences');
}

function wrong(key: 'fallbackItself' | 'fallbackNarrower' | 'fallbackOtherReferences'): LatchkeyError {
  return new LatchkeyError('invalid_input', { fields: { fallbackId: messageFor(key) } });
}
