import { allowanceOfCaller, allowanceOfConnection, allowedByBoth, serves } from '@/lib/access/grants';
import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';
import { holdsAny, tierOf, wordsOf } from '@/lib/kernel/fold';
import { type LoadedManager, loadManager } from '@/lib/managers/load';
import { database } from '@/lib/platform/database';
import { boundAmong } from './bound-names';
import { listedNames } from './listed-names';
import { type SearchAnswer, type SearchHit, type SearchInput, searchInputSchema } from './schema';

// More than anybody reads: who needs others types another letter.
const mostOfAKind = 30;

/**
 * Vaults, items and fields by name over all secret managers that the caller reaches, out of what is listed and what is bound
 * already: no provider is asked. As far as the caller, and the connection that it is for, may use them.
 * Throws `forbidden`, `invalid_input`.
 */
export const searchSecrets = verb({
  name: 'searchSecrets',
  right: 'secret-manager:browse',
  input: searchInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<SearchAnswer> => {
    const managers = (await reached(caller)).filter((manager) => isServing(manager, input.connection));
    const hits: SearchHit[] = [];
    const unread: SearchAnswer['unread'] = [];
    for (const manager of managers) {
      const allowance = allowanceFor(caller, manager, input.connection);
      const known = await listedNames(caller, manager, allowance);
      const bound = await boundAmong(caller, manager, allowance);
      hits.push(...unlike([...known.hits, ...bound]));
      if (known.unread !== 0) unread.push({ secretManagerId: manager.id, items: known.unread });
    }
    return { hits: best(hits, input.text), unread };
  },
});

/** What of a secret manager somebody may bind, to a connection where one is given. */
export function allowanceFor(caller: Caller, manager: LoadedManager, connection: SearchInput['connection']) {
  const own = allowanceOfCaller(manager, caller);
  return connection ? allowedByBoth(own, allowanceOfConnection(manager, connection)) : own;
}

function isServing(manager: LoadedManager, connection: SearchInput['connection']): boolean {
  return connection === undefined || serves(manager, connection);
}

async function reached(caller: Caller): Promise<LoadedManager[]> {
  const rows = await database().secretManager.findMany({
    where: reachedBy(caller),
    select: { id: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const managers = await Promise.all(rows.map(({ id }) => loadManager(id)));
  return managers.filter((manager) => manager !== undefined);
}

/** What is listed and bound is there once: as it is listed. */
function unlike(hits: readonly SearchHit[]): SearchHit[] {
  const first = new Map(hits.toReversed().map((hit) => [keyOf(hit), hit]));
  return [...first.values()].reverse();
}

function keyOf({ kind, vaultId, itemId, reference }: SearchHit): string {
  return kind === 'field' ? `field ${reference}` : `${kind} ${vaultId}/${itemId ?? ''}`;
}

/** Those in which every word occurs, the best of each kind first: by how their own name fits. */
function best(hits: readonly SearchHit[], text: string): SearchHit[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  const found = hits.flatMap((hit) => {
    const { titles } = hit;
    const name = titles[hit.kind === 'environment' ? 'vault' : hit.kind] ?? '';
    const tier = tierOf(name, Object.values(titles).join(' '), words);
    // Of an item that is found, its fields are not found too: it is opened.
    const isByItself = hit.kind !== 'field' || holdsAny(`${name} ${titles.section ?? ''}`, words);
    return tier === undefined || !isByItself ? [] : [{ hit, tier }];
  });
  const sorted = found.toSorted((one, other) => one.tier - other.tier);
  const kinds = ['vault', 'environment', 'item', 'field'] as const;
  return kinds.flatMap((kind) =>
    sorted
      .filter(({ hit }) => hit.kind === kind)
      .slice(0, mostOfAKind)
      .map(({ hit }) => hit),
  );
}
