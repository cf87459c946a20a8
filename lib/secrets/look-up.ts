import type { Allowance } from '@/lib/access/grants';
import type { EntryTitles } from '@/lib/cache/entry';
import type { NamedPlace, ReferenceGrammar } from '@/lib/kernel/locator';
import { sameness, slip } from '@/lib/kernel/name-match';
import type { BrowsedField, BrowsedItem, ProviderVault } from '@/lib/providers/contract';
import { inForm } from '@/lib/providers/references';
import type { Listed } from './listed';

/** A secret that names may mean. */
export interface Match {
  /** By ids; by names where the fields of the item are not listed. */
  reference: string;
  /** By names, for eyes. */
  shown: string;
  titles: EntryTitles;
  /** How far it is from what was written: 0 is letter by letter. */
  cost: number;
}

// Of each level so many are followed: what is asked for stays small whatever the names.
const mostFollowed = 4;
// Another place than the one written, such as the same item in another vault: after slips of one letter.
const otherPlace = 2;
const mostMatches = 3;

type Cost = (name: string, thing: { id: string; title: string }) => number | undefined;

interface Step {
  way: NamedPlace;
  cost: number;
}
type AtVault = Step & { vault: ProviderVault };
type AtItem = AtVault & { item: BrowsedItem };

/** What is listed under the names of one of these ways, the best first, three at most. */
export async function lookUp(listed: Listed, ways: readonly NamedPlace[]): Promise<Match[]> {
  const items = await itemsOf(listed, await vaultsOf(listed, ways, equalCost), equalCost);
  return bestMatches(await matchesIn(listed, items, equalCost));
}

/**
 * What these ways may have been meant for, three at most: a letter or two off, singular for plural, vault and item
 * exchanged, in another vault or section. Where the fields of an item are not listed, its field as it was written.
 */
export async function lookNear(
  listed: Listed,
  allowance: Allowance,
  written: readonly NamedPlace[],
): Promise<Match[]> {
  const costOf = nearCost(listed.grammar);
  const ways = written.flatMap((way): Step[] => [
    { way, cost: 0 },
    { way: { ...way, vault: way.item, item: way.vault }, cost: otherPlace },
  ]);
  const near = await Promise.all(
    ways.map(async ({ way, cost }) =>
      (await vaultsOf(listed, [way], costOf)).map((at) => ({ ...at, cost: at.cost + cost })),
    ),
  );
  const elsewhere = await vaultsOf(listed, written, () => otherPlace + 1);
  const vaults = best(near.flat());
  const items = [
    ...(await itemsOf(listed, vaults, costOf)),
    ...(await itemsOf(listed, unlike(elsewhere, vaults), equalCost)),
  ];
  return bestMatches(
    await matchesIn(listed, items, costOf, (at) => unlistedMatch(listed.grammar, at, allowance)),
  );
}

const equalCost: Cost = (name, { id, title }) => (name === id ? 0 : sameness(name, title));

const nearCost =
  ({ isId }: ReferenceGrammar): Cost =>
  (name, thing) => {
    const equal = equalCost(name, thing);
    if (equal !== undefined) return equal / 10;
    return isId(name) ? undefined : slip(name, thing.title);
  };

async function vaultsOf(listed: Listed, ways: readonly NamedPlace[], costOf: Cost): Promise<AtVault[]> {
  const listing = await listed.at({ level: 'vaults' }, []);
  return ways.flatMap((way) =>
    (listing?.vaults ?? []).flatMap((vault) => {
      const cost = costOf(way.vault, vault);
      return cost === undefined ? [] : [{ way, vault, cost }];
    }),
  );
}

async function itemsOf(listed: Listed, vaults: readonly AtVault[], costOf: Cost): Promise<AtItem[]> {
  const found: AtItem[] = [];
  // Many ways share a name, and a vault may hold ten thousand titles: each name is compared once.
  const compared = new Map<string, { item: BrowsedItem; cost: number }[]>();
  for (const at of vaults) {
    const listing = await listed.at({ level: 'items', vaultId: at.vault.id }, [at.vault]);
    const key = JSON.stringify([at.vault.id, at.way.item]);
    const fitting =
      compared.get(key) ??
      (listing?.items ?? []).flatMap((item) => {
        const cost = costOf(at.way.item, item);
        return cost === undefined ? [] : [{ item, cost }];
      });
    compared.set(key, fitting);
    found.push(...fitting.map(({ item, cost }) => ({ ...at, item, cost: at.cost + cost })));
  }
  return found;
}

/** Fields of the few nearest items. `unlisted`: what stands for an item whose fields are not listed. */
async function matchesIn(
  listed: Listed,
  items: readonly AtItem[],
  costOf: Cost,
  unlisted?: (at: AtItem) => Match | undefined,
): Promise<Match[]> {
  const matches: Match[] = [];
  for (const at of best(items)) {
    const place = { level: 'fields', vaultId: at.vault.id, itemId: at.item.id } as const;
    const listing = await listed.at(place, [at.vault, at.item]);
    const asWritten = listing ? undefined : unlisted?.(at);
    if (asWritten) matches.push(asWritten);
    for (const field of listing?.fields ?? []) {
      const cost = fieldCost(at.way, field, costOf);
      if (cost !== undefined) matches.push(matchOf(listed.grammar, at, field, at.cost + cost));
    }
  }
  return matches;
}

function fieldCost(way: NamedPlace, field: BrowsedField, costOf: Cost): number | undefined {
  if (way.form && !field.offers.some((form) => form === way.form)) return undefined;
  const cost = costOf(way.field, field);
  if (cost === undefined || way.section === undefined) return cost;
  const { sectionId = '', sectionTitle: title = '' } = field;
  const ofSection = way.section === title ? 0 : costOf(way.section, { id: sectionId, title });
  if (ofSection !== undefined) return cost + ofSection;
  return costOf === equalCost ? undefined : cost + otherPlace;
}

function matchOf(
  grammar: ReferenceGrammar,
  { way, vault, item }: AtItem,
  field: BrowsedField,
  cost: number,
): Match {
  const titles = {
    vault: vault.title,
    item: item.title,
    ...(field.sectionTitle ? { section: field.sectionTitle } : {}),
    field: field.title,
  };
  return {
    reference: inForm(field.reference, way.form),
    shown: grammar.locate({ ...titles, form: way.form }).text,
    titles,
    cost,
  };
}

/** Undefined: nothing is known to be wrong with its vault and item, it cannot be written, or it is not allowed. */
function unlistedMatch(
  grammar: ReferenceGrammar,
  { way, vault, item, cost }: AtItem,
  allowance: Allowance,
): Match | undefined {
  const { form, ...names } = { ...way, vault: vault.title, item: item.title };
  const text = grammar.write({ ...names, form });
  const locator = grammar.locate({ ...names, vault: vault.id, item: item.id });
  if (cost < 1 || text === undefined || !allowance.allows({ locator, titles: names })) return undefined;
  return { reference: text, shown: text, titles: names, cost };
}

/** The steps to the few nearest vaults or items, the nearest first. */
function best<At extends AtVault | AtItem>(steps: readonly At[]): At[] {
  const sorted = steps.toSorted((one, other) => one.cost - other.cost);
  const idOf = (at: At) => ('item' in at ? `${at.vault.id}/${at.item.id}` : at.vault.id);
  const followed = new Set([...new Set(sorted.map(idOf))].slice(0, mostFollowed));
  return sorted.filter((at) => followed.has(idOf(at)));
}

function unlike(vaults: readonly AtVault[], others: readonly AtVault[]): AtVault[] {
  return vaults.filter(({ vault }) => !others.some((other) => other.vault.id === vault.id));
}

function bestMatches(matches: readonly Match[]): Match[] {
  const sorted = matches.toSorted((one, other) => one.cost - other.cost);
  const first = new Map(sorted.toReversed().map((match) => [match.reference, match]));
  return sorted.filter((match) => first.get(match.reference) === match).slice(0, mostMatches);
}
