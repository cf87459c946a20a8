import { z } from 'zod';
import { allowanceOfCaller } from '@/lib/access/grants';
import { verb } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema } from '@/lib/kernel/ids';
import type { Message } from '@/lib/kernel/message';
import type { LoadedManager } from '@/lib/managers/load';
import type { PlaceNode } from '@/lib/managers/schema';
import { descriptorOf } from '@/lib/providers/descriptors';
import { browseLevel } from './browse';
import { listPlace } from './list-place';
import type { ListingAge } from './listings';
import { reachManager } from './manager';
import { type Named, narrowed } from './narrowed';

const mostSteps = 32;

const pathInputSchema = idInputSchema.extend({
  path: z.array(z.string().min(1).max(400)).max(mostSteps),
  age: z.enum(['recent', 'new']).optional(),
});

/** What lies at a path of a secret manager. */
export interface PathListing {
  items: PlaceNode[];
  /** Why not all of it can be listed. */
  unreadable?: Message;
}

/**
 * What lies at the end of a path of ids, whatever levels the secret manager has: places, and secrets with the reference to bind each
 * by; never values. As far as the caller’s projects may use something there: a place that leads to nothing of that is not found.
 * Throws `forbidden`, `not_found`, `secret_*`, `over_budget`, `provider_*`.
 */
export const browsePath = verb({
  name: 'browsePath',
  right: 'secret-manager:browse',
  input: pathInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<PathListing> => {
    const { id, path, age = 'recent' } = input;
    const manager = await reachManager(caller, id);
    return descriptorOf(manager.provider).listsContainers
      ? atLevels(caller, { id, age }, path)
      : { items: await nodesAt(caller, manager, path, age) };
  },
});

/** The three levels of a kind that lists its containers. */
async function atLevels(
  caller: Caller,
  of: { id: string; age: ListingAge },
  [vaultId, itemId, ...rest]: readonly string[],
): Promise<PathListing> {
  if (rest.length > 0) throw new LatchkeyError('not_found');
  if (vaultId === undefined) {
    const { vaults } = await browseLevel(caller, of, 'vaults', { level: 'vaults' });
    return { items: vaults.map(({ id, title }) => ({ id, title, kind: 'vault', holds: 'places' })) };
  }
  if (itemId === undefined) {
    const { items, unreadable } = await browseLevel(caller, of, 'items', { level: 'items', vaultId });
    const nodes = items.map(({ id, title }): PlaceNode => ({ id, title, kind: 'item', holds: 'secrets' }));
    return { items: nodes, ...(unreadable ? { unreadable } : {}) };
  }
  const { fields } = await browseLevel(caller, of, 'fields', { level: 'fields', vaultId, itemId });
  return {
    items: fields.map(({ id, title, sectionTitle, type, reference, offers }) => ({
      id,
      title,
      kind: 'field',
      type,
      ...(sectionTitle ? { sectionTitle } : {}),
      ...(reference === '' || offers.length === 0 ? {} : { reference, offers }),
    })),
  };
}

/** Places that repeat. Who may use a part is led there from the top: each step must lead on, and nothing beside it is asked for. */
async function nodesAt(
  caller: Caller,
  manager: LoadedManager,
  path: readonly string[],
  age: ListingAge,
): Promise<PlaceNode[]> {
  const { grammar } = descriptorOf(manager.provider);
  const allowance = allowanceOfCaller(manager, caller);
  const list = async (at: readonly string[], above: readonly Named[], how: ListingAge) => {
    const listing = await listPlace(caller, manager, { level: 'path', path: at }, how);
    const shown = allowance.isAny(grammar.scheme)
      ? listing
      : narrowed(listing, { grammar, above }, allowance);
    if (shown.level !== 'path') throw new LatchkeyError('internal', { inside: 'a listing of another level' });
    return shown.nodes;
  };
  const above: Named[] = [];
  for (const [depth, id] of allowance.isAny(grammar.scheme) ? [] : path.entries()) {
    const nodes = await list(path.slice(0, depth), above, 'recent');
    const next = nodes.find((node) => node.id === id && node.holds !== undefined);
    if (!next) throw new LatchkeyError('not_found');
    above.push(next);
  }
  const nodes = await list(path, above, age);
  return nodes.map(({ titles: _told, ...node }) => node);
}
