import { z } from 'zod';
import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { idSchema } from '@/lib/kernel/ids';
import type { PatternSet, ReferenceGrammar } from '@/lib/kernel/locator';
import { type AccessPreview, previewInputSchema } from '@/lib/managers/access-schema';
import type { BrowseListing, BrowsePlace } from '@/lib/providers/contract';
import { descriptorOf } from '@/lib/providers/descriptors';
import { patternSet } from '@/lib/providers/patterns';
import { listPlace } from './list-place';
import { reachManager } from './manager';
import { aboveOf, isWhole, type Named } from './narrowed';

const mostItems = 100;
// Each vault that is let through in part costs a request: beyond this many, patterns are not told unmatched.
const mostVaults = 20;
const mostEnvironments = 10;

/**
 * What patterns let through of a secret manager now, from listings of the last two minutes: the vaults, and of those that
 * are let through in part the items. Changes nothing. Throws `forbidden`, `not_found`, `invalid_input`, `over_budget`, `provider_*`.
 */
export const previewAccess = verb({
  name: 'previewAccess',
  right: 'secret-manager:write',
  input: z.object({ id: idSchema, ...previewInputSchema.shape }),
  audit: [],
  run: async ({ caller, input }): Promise<AccessPreview> => {
    const manager = await reachManager(caller, input.id);
    requireMay(caller, 'secret-manager:write', manager);
    const { grammar, environmentGrammar, listsContainers } = descriptorOf(manager.provider);
    const setOf = (texts: readonly string[]) => patternSet(texts).within([grammar.scheme]);
    const set = setOf(input.patterns);
    const single = input.patterns.map((text) => ({ text, set: setOf([text]) }));
    const leadsTo = (some: PatternSet, steps: readonly Named[]) => some.leadsThrough(aboveOf(grammar, steps));
    const seen = new Set<string>();
    const list = (place: BrowsePlace) => listPlace(caller, manager, place, 'recent');
    const listing = await list({ level: 'vaults' });
    const vaults: AccessPreview['vaults'] = [];
    for (const vault of listing.level === 'vaults' ? listing.vaults : []) {
      const match = matchOf(grammar, set, vault);
      const isRead =
        listsContainers &&
        match === 'part' &&
        vaults.filter((each) => each.match === 'part').length < mostVaults;
      const listed = isRead ? await list({ level: 'items', vaultId: vault.id }) : undefined;
      const all = listed?.level === 'items' ? listed.items : [];
      const items = all.filter((item) => leadsTo(set, [vault, item]));
      for (const { text, set: one } of single) {
        const isMatching =
          isRead || match !== 'part'
            ? items.some((item) => leadsTo(one, [vault, item]))
            : leadsTo(one, [vault]);
        if (isMatching || matchOf(grammar, one, vault) === 'whole') seen.add(text);
      }
      vaults.push({
        id: vault.id,
        title: vault.title,
        match: match === 'part' && isRead && items.length === 0 ? 'none' : match,
        itemCount: match === 'whole' ? vault.itemCount : items.length,
        items: items.slice(0, mostItems).map(({ id, title }) => ({ id, title })),
      });
    }
    const listed = (listing.level === 'vaults' && listing.environments) || [];
    const environments = environmentGrammar
      ? await previewEnvironments(environmentGrammar, input.patterns, { listed, list })
      : [];
    const isUnmatched = (text: string) =>
      !seen.has(text) && !leadsToSome(environmentGrammar, text, environments);
    return {
      vaults,
      environments: environments.map(({ seen: _seen, ...environment }) => environment),
      unmatched: input.patterns.filter(isUnmatched),
    };
  },
});

/** An environment with the patterns that match something in it; undefined where its variables were not asked for. */
type PreviewedEnvironment = AccessPreview['environments'][number] & { seen?: ReadonlySet<string> };

async function previewEnvironments(
  grammar: ReferenceGrammar,
  patterns: readonly string[],
  { listed, list }: { listed: readonly Named[]; list: (place: BrowsePlace) => Promise<BrowseListing> },
): Promise<PreviewedEnvironment[]> {
  const setOf = (texts: readonly string[]) => patternSet(texts).within([grammar.scheme]);
  const set = setOf(patterns);
  const previewed: PreviewedEnvironment[] = [];
  for (const { id, title } of listed) {
    const match = matchOf(grammar, set, { id, title });
    const read = previewed.filter(({ seen }) => seen).length;
    const environment = { id, title, match, variables: [], variableCount: 0 };
    if (match !== 'part' || read >= mostEnvironments) {
      previewed.push(environment);
      continue;
    }
    const names = namesIn(await list({ level: 'variables', environmentId: id }).catch(asEmpty));
    const allowedBy = (some: PatternSet) =>
      names.filter((field) => {
        const locator = grammar.locate({ vault: id, item: '', field });
        return some.allows({ locator, titles: { vault: title, item: '', field } });
      });
    const allowed = allowedBy(set);
    previewed.push({
      ...environment,
      match: allowed.length === 0 ? 'none' : match,
      variables: allowed.slice(0, mostItems),
      variableCount: allowed.length,
      seen: new Set(patterns.filter((text) => allowedBy(setOf([text])).length > 0)),
    });
  }
  return previewed;
}

/** Each name once, but the empty one, which nothing can be bound by. */
function namesIn(listing: BrowseListing): string[] {
  const names = listing.level === 'variables' ? listing.variables.map(({ name }) => name) : [];
  return [...new Set(names)].filter((name) => name !== '');
}

/** One that cannot be read holds nothing that could be used now. Other troubles are the account's. */
function asEmpty(error: unknown): BrowseListing {
  if (isLatchkeyError(error) && error.code.startsWith('secret_'))
    return { level: 'variables', title: '', variables: [] };
  throw error;
}

/** Whether a pattern leads to an environment. One that names one by its id that is not listed may. */
function leadsToSome(
  grammar: ReferenceGrammar | undefined,
  text: string,
  environments: readonly PreviewedEnvironment[],
): boolean {
  if (!grammar || !text.startsWith(`${grammar.scheme}://`)) return false;
  const [first = ''] = text.slice(grammar.scheme.length + 3).split('/', 1);
  const set = patternSet([text]);
  if (grammar.isId(first) && !environments.some(({ id }) => id === first)) return true;
  return environments.some((each) => {
    return each.seen ? each.seen.has(text) : set.leadsThrough(aboveOf(grammar, [each]));
  });
}

function matchOf(grammar: ReferenceGrammar, set: PatternSet, vault: Named): 'whole' | 'part' | 'none' {
  if (isWhole(grammar, set, vault)) return 'whole';
  return set.leadsThrough(aboveOf(grammar, [vault])) ? 'part' : 'none';
}
