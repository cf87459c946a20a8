import { disabledCreators } from '@/lib/api-keys/disabled-creators';
import { apiKeyIncludes, readableOf } from '@/lib/api-keys/present';
import { messageFor } from '@/lib/kernel/message';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { isAnyOfScheme } from '@/lib/providers/patterns';
import type { Reported } from './schema';

/** Keys that read less than they once did, that may read by naming a reference, or whose creator is disabled. */
export async function reportOnKeys(): Promise<Reported[]> {
  const rows = await database().apiKey.findMany({
    where: { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date(clock().now()) } }] },
    include: apiKeyIncludes,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const disabled = await disabledCreators(database(), rows);
  const managers = await database().secretManager.findMany({ select: { id: true, name: true, scope: true } });
  const reported: Reported[] = [];
  for (const row of rows) {
    const subject = { kind: 'api_key' as const, id: row.id, label: row.name };
    if (row.role === 'admin' && row.scope === 'project') {
      reported.push({
        kind: 'admin_key_narrowed',
        outcome: 'review',
        subject,
        secretManager: null,
        says: messageFor('reportAdminKeyNarrowed'),
      });
    }
    if (row.createdById !== null && disabled.has(row.createdById)) {
      reported.push({
        kind: 'key_of_disabled_person',
        outcome: 'review',
        subject,
        secretManager: null,
        says: messageFor('reportKeyOfDisabled', { person: row.createdBy }),
      });
    }
    const readable = readableOf(row.readable);
    for (const { secretManagerId, patterns } of Array.isArray(readable) ? readable : []) {
      const manager = managers.find(({ id }) => id === secretManagerId);
      if (!manager) continue;
      const { id, name, scope } = manager;
      const isNarrowed = row.scope === 'project' && scope === 'platform' && patterns.some(isAnyOfScheme);
      reported.push({
        kind: isNarrowed ? 'key_narrowed' : 'key_reads_references',
        outcome: isNarrowed ? 'refused' : 'review',
        subject,
        secretManager: { id, name },
        says: messageFor(isNarrowed ? 'reportKeyNarrowed' : 'reportKeyReads', {
          name,
          patterns: patterns.join(', '),
        }),
      });
    }
  }
  return reported;
}
