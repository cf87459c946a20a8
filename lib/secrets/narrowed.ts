import type { Allowance } from '@/lib/access/grants';
import { LatchkeyError } from '@/lib/kernel/errors';
import type { PlaceAbove, ReferenceGrammar } from '@/lib/kernel/locator';
import type { BrowseListing } from '@/lib/providers/contract';

/** Something that is listed. */
export interface Named {
  id: string;
  title: string;
}

/** A container, or what lies in it, as patterns are held against it. */
export function aboveOf({ scheme }: ReferenceGrammar, steps: readonly Named[]): PlaceAbove {
  return { scheme, steps: steps.map(({ id, title }) => [id, title]) };
}

// No pattern could be about an item of this name.
const nobodys = { item: '\u0000', field: '\u0000' };

/** Whether all of a container is let through: an item of any name is. */
export function isWhole(
  grammar: ReferenceGrammar,
  set: Pick<Allowance, 'allows'>,
  { id, title }: Named,
): boolean {
  const locator = grammar.locate({ vault: id, ...nobodys });
  return set.allows({ locator, titles: { vault: title, ...nobodys } });
}

/** What of a listing somebody may use, or find something below that they may. The rest is not shown. */
export function narrowed(
  listing: BrowseListing,
  { grammar, above }: { grammar: ReferenceGrammar; above: readonly Named[] },
  allowance: Allowance,
): BrowseListing {
  const isOnTheWay = (step: Named) => allowance.leadsThrough(aboveOf(grammar, [...above, step]));
  switch (listing.level) {
    case 'vaults':
      return { level: listing.level, vaults: listing.vaults.filter(isOnTheWay) };
    case 'items':
      return { ...listing, items: listing.items.filter(isOnTheWay) };
    case 'fields': {
      const fields = listing.fields.filter(({ reference, title, sectionTitle }) => {
        if (reference === '') return false;
        const titles = { vault: above[0]?.title ?? '', item: listing.itemTitle, field: title };
        return allowance.allows({
          locator: grammar.parse(reference),
          titles: { ...titles, ...(sectionTitle ? { section: sectionTitle } : {}) },
        });
      });
      // Its title is as much as its fields are.
      if (fields.length === 0) throw new LatchkeyError('not_found');
      return { ...listing, fields };
    }
    case 'contents':
      return { ...listing, items: [] };
    case 'variables': {
      const variables = listing.variables.filter(
        ({ reference, name }) =>
          reference !== '' &&
          allowance.allows({
            locator: grammar.parse(reference),
            titles: { vault: above[0]?.title ?? '', item: '', field: name },
          }),
      );
      // Its title is as much as its variables are.
      if (variables.length === 0) throw new LatchkeyError('not_found');
      return { ...listing, variables };
    }
    case 'path': {
      const nodes = listing.nodes.filter((node) => {
        if (node.holds) return isOnTheWay(node);
        return (
          node.reference !== undefined &&
          allowance.allows({ locator: grammar.parse(node.reference), titles: node.titles })
        );
      });
      // That a place is there is as much as what lies in it.
      if (nodes.length === 0 && above.length > 0) throw new LatchkeyError('not_found');
      return { ...listing, nodes };
    }
  }
}
