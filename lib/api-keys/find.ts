import { scopedOf } from '@/lib/access/may';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { may } from '@/lib/kernel/permissions';
import type { Transaction } from '@/lib/platform/database';
import { type ApiKeyRow, apiKeyIncludes } from './present';

/** The row of an API key that the caller may see. Throws `not_found`: it does not tell which. */
export async function findKeyRow(tx: Transaction, caller: Caller, id: string): Promise<ApiKeyRow> {
  const row = await tx.apiKey.findUnique({ where: { id }, include: apiKeyIncludes });
  if (row && may(caller, 'api-key:read', scopedOf(row))) return row;
  throw new LatchkeyError('not_found', { says: messageFor('noSuchApiKey') });
}
