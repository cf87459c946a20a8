import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { type Page, type PageQuery, pageOf, pageQuerySchema } from '@/lib/kernel/page';
import { parseInput } from '@/lib/kernel/parse';
import { database } from '@/lib/platform/database';
import { apiKeyIncludes, presentApiKey } from './present';
import type { ApiKeyView } from './schema';

/** API keys, the newest first, revoked ones too. Throws `forbidden`. */
export async function listApiKeys({
  caller,
  input,
}: {
  caller: Caller;
  input: PageQuery;
}): Promise<Page<ApiKeyView>> {
  requirePermission(caller, 'api-key:read');
  const { limit, cursor } = parseInput(pageQuerySchema, input);
  const rows = await database().apiKey.findMany({
    include: apiKeyIncludes,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  return pageOf(rows, limit, presentApiKey);
}
