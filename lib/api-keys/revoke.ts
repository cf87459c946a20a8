import { requirePermission } from '@/lib/access/permission';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';
import { clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/database';
import { announceNews, tellNews } from '@/lib/platform/news';
import { apiKeyIncludes, presentApiKey } from './present';
import type { ApiKeyView } from './schema';

/** Ends an API key at once, for good. Revoking a revoked key changes nothing. Throws `forbidden`, `not_found`. */
export async function revokeApiKey({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string };
}): Promise<ApiKeyView> {
  requirePermission(caller, 'api-key:write');
  const row = await transaction(async (tx) => {
    const found = await tx.apiKey.findUnique({ where: { id: input.id }, include: apiKeyIncludes });
    if (!found) throw new LatchkeyError('not_found', { says: sentence('noSuchApiKey') });
    if (found.revokedAt) return found;
    await recordEvent(tx, {
      caller,
      verb: 'api_key.revoked',
      subject: { kind: 'api_key', id: found.id, label: found.name },
    });
    await announceNews(tx, { topic: 'api-key', id: found.id });
    return tx.apiKey.update({
      where: { id: found.id },
      data: { revokedAt: new Date(clock().now()) },
      include: apiKeyIncludes,
    });
  });
  tellNews({ topic: 'api-key', id: row.id });
  return presentApiKey(row);
}
