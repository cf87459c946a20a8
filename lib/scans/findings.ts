import { verb } from '@/lib/access/verb';
import { countBroken, findBroken } from '@/lib/connections/broken';
import type { FindingKind } from '@/lib/kernel/finding';
import { noInputSchema } from '@/lib/kernel/ids';
import { momentIn, type Page, pageByMoment } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import { listChecks } from './checks';
import { presentFindings } from './present';
import { type FindingCounts, type FindingView, findingsInputSchema } from './schema';

/** Broken references of connections that the caller's projects reach, the newest trouble first. Throws `forbidden`. */
export const listFindings = verb({
  name: 'listFindings',
  right: 'connection:read',
  input: findingsInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<FindingView>> => {
    const { limit, cursor, secretManagerId, connection: key, kind } = input;
    const connection = key
      ? await database().connection.findUnique({ where: { key }, select: { id: true } })
      : null;
    if (key && !connection) return { items: [], nextCursor: null };
    const found = await findBroken(
      caller,
      {
        secretManagerId,
        connectionIds: connection ? [connection.id] : undefined,
        kinds: kind ? storedKinds(kind) : undefined,
      },
      { limit: limit + 1, after: cursor === undefined ? undefined : momentIn(cursor) },
    );
    const page = pageByMoment(
      found.map((each) => ({ ...each, id: each.fieldId })),
      limit,
      (each) => each,
      ({ since }) => since,
    );
    const items = await presentFindings(page.items, caller);
    return { ...page, items: items.filter((item) => kind === undefined || item.kind === kind) };
  },
});

/** As what a finding of a kind may be stored: what moved out of a caller's reach is deleted for them, or not found. */
function storedKinds(kind: FindingKind): FindingKind[] {
  if (kind === 'deleted') return ['deleted', 'moved'];
  return kind === 'not_found' ? ['not_found', 'field_gone'] : [kind];
}

/**
 * How many there are, in all and by secret manager (one without any is not in it), and how far references were checked.
 * Throws `forbidden`.
 */
export const countFindings = verb({
  name: 'countFindings',
  right: 'connection:read',
  input: noInputSchema,
  audit: [],
  run: async ({ caller }): Promise<FindingCounts> => {
    const { '': ofRemoved = 0, ...bySecretManager } = await countBroken(caller);
    const all = Object.values(bySecretManager).reduce((sum, count) => sum + count, ofRemoved);
    return { all, checks: await listChecks(caller), bySecretManager };
  },
});
