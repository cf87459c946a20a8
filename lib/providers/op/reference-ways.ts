import { attributeOfQuery, type Reference } from './reference';

const prefix = 'op://';
// Each `/` more makes many more ways: 56 with eight parts.
const mostParts = 8;

/**
 * The references that a text may mean whose names hold characters that references refuse: a `/` may part two names or stand
 * in one, so each way to cut it is one. None for what does not begin with `op://`, whatever its case, or has fewer than three parts.
 */
export function referenceWays(text: string): Reference[] {
  if (!text.toLowerCase().startsWith(prefix)) return [];
  const queryAt = text.lastIndexOf('?');
  // After another `?` there is no attribute: it stands in a name.
  const attribute = queryAt < 0 ? undefined : attributeOfQuery(text.slice(queryAt + 1));
  const parts = text.slice(prefix.length, attribute ? queryAt : undefined).split('/');
  if (parts.length > mostParts) return [];
  const ways: Reference[] = [];
  const joined = (from: number, to?: number) => parts.slice(from, to).join('/');
  for (let item = 1; item < parts.length - 1; item += 1) {
    for (let rest = item + 1; rest < parts.length; rest += 1) {
      const place = { vault: joined(0, item), item: joined(item, rest) };
      const asked = attribute ? { attribute } : {};
      ways.push({ ...place, field: joined(rest), ...asked });
      for (let field = rest + 1; field < parts.length; field += 1) {
        ways.push({ ...place, section: joined(rest, field), field: joined(field), ...asked });
      }
    }
  }
  // The section alone may be empty: the nameless one.
  return ways.filter(({ vault, item, field }) => vault !== '' && item !== '' && field !== '');
}
