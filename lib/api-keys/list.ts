import { ownedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { holding } from '@/lib/kernel/like';
import { afterMoment, type Page, pageByMoment, withTotal } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import { disabledCreators } from './disabled-creators';
import { apiKeyIncludes, presentApiKey } from './present';
import { type ApiKeyView, listInputSchema } from './schema';

/** API keys, the newest first, revoked ones too; searched in name and beginning, or those that one person made. Throws `forbidden`. */
export const listApiKeys = verb({
  name: 'listApiKeys',
  right: 'api-key:read',
  input: listInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<ApiKeyView>> => {
    const { limit, cursor, search, createdBy } = input;
    const contains = search ? holding(search) : undefined;
    const where = {
      AND: [
        ownedBy(caller),
        contains ? { OR: [{ name: contains }, { prefix: contains }] } : {},
        createdBy === undefined ? {} : { createdById: createdBy },
      ],
    };
    const rows = await database().apiKey.findMany({
      where: { AND: [where, afterMoment('createdAt', cursor)] },
      include: apiKeyIncludes,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    const disabled = await disabledCreators(database(), rows);
    const page = pageByMoment(
      rows,
      limit,
      (row) => presentApiKey(row, disabled),
      ({ createdAt }) => createdAt,
    );
    return withTotal(page, cursor, () => database().apiKey.count({ where }));
  },
});
