import { recordEvent } from '@/lib/audit/record';
import { systemCaller } from '@/lib/kernel/caller';
import { clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { log } from '@/lib/platform/log';
import type { trustEndings } from './feed-schema';
import { forgetTrust } from './trust';

/**
 * Ends the trust in a secret manager's feed: the policy alone is in force, in all processes, until somebody turns it on again. The
 * audit tells why. Does nothing where it has ended already.
 */
export async function endTrust(
  { id, name }: { id: string; name: string },
  because: (typeof trustEndings)[number],
): Promise<void> {
  const isEnded = await transaction(async (tx) => {
    const { count } = await tx.managerFeed.updateMany({
      where: { secretManagerId: id, trustSince: { not: null }, trustEndedAt: null },
      data: { trustEndedAt: new Date(clock().now()), trustEndedBecause: because },
    });
    if (count === 0) return false;
    await recordEvent(tx, {
      caller: systemCaller,
      verb: 'secret_manager.trust_ended',
      subject: { kind: 'secret_manager', id, label: name },
      details: { reason: because },
    });
    await publishInTransaction(tx, { topic: 'secret-manager', id });
    return true;
  });
  if (!isEnded) return;
  forgetTrust(id);
  publishLocally({ topic: 'secret-manager', id });
  log.warn('change-feed.trust-ended', { managerId: id });
}
