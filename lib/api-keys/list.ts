import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { type Page, pageOf, type SearchedPageQuery, searchedPageQuerySchema } from '@/lib/kernel/page';
import { parseInput } from '@/lib/kernel/parse';
import { database } from '@/lib/platform/database';
import { apiKeyIncludes, presentApiKey } from './present';
import type { ApiKeyView } from './schema';

/** API keys, the newest first, revoked ones too; searched in name and beginning. Throws `forbidden`. */
export async function listApiKeys({
  caller,
  input,
}: {
  caller: Caller;
  input: SearchedPageQuery;
}): Promise<Page<ApiKeyView>> {
  requirePermission(caller, 'api-key:read');
  const { limit, cursor, search } = parseInput(searchedPageQuerySchema, input);
  const contains = search ? ({ contains: search, mode: 'insensitive' } as const) : undefined;
  const rows = await database().apiKey.findMany({
    ...(contains ? { where: { OR: [{ name: contains }, { prefix: contains }] } } : {}),
    include: apiKeyIncludes,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  return pageOf(rows, limit, presentApiKey);
}
