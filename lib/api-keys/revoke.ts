import { requireMay, scopedOf } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { idInputSchema } from '@/lib/kernel/ids';
import { clock } from '@/lib/platform/clock';
import { database, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { disabledCreators } from './disabled-creators';
import { findKeyRow } from './find';
import { apiKeyIncludes, presentApiKey } from './present';
import type { ApiKeyView } from './schema';

/** Ends an API key at once, for good. Revoking a revoked key changes nothing. Throws `forbidden`, `not_found`. */
export const revokeApiKey = verb({
  name: 'revokeApiKey',
  right: 'api-key:write',
  input: idInputSchema,
  audit: ['api_key.revoked'],
  run: async ({ caller, input }): Promise<ApiKeyView> => {
    const row = await transaction(async (tx) => {
      const found = await findKeyRow(tx, caller, input.id);
      requireMay(caller, 'api-key:write', scopedOf(found));
      if (found.revokedAt) return found;
      await recordEvent(tx, {
        caller,
        verb: 'api_key.revoked',
        subject: { kind: 'api_key', id: found.id, label: found.name },
      });
      await publishInTransaction(tx, { topic: 'api-key', id: found.id });
      return tx.apiKey.update({
        where: { id: found.id },
        data: { revokedAt: new Date(clock().now()) },
        include: apiKeyIncludes,
      });
    });
    publishLocally({ topic: 'api-key', id: row.id });
    return presentApiKey(row, await disabledCreators(database(), [row]));
  },
});
