import { Refusal } from '../refusal';

/**
 * Whether a text passes a filter such as `title eq "X"`; every text passes when there is no filter. Vaults are filtered by
 * `name`, as Connect's specification says, or by `title`, as the vendor's clients ask; items by `title`. `eq` compares
 * exactly; `co` (contains) is what the vendor's client asks for `listItemsByTitleContains`. The value is a JSON string
 * (RFC 7644, section 3.4.2.2), so `\"` stands for a quotation mark. Refuses other filters with 400 (assumed).
 */
export function filterBy(
  attributes: readonly string[],
  filter: string | undefined,
): (text: string) => boolean {
  if (filter === undefined) return () => true;
  const [, asked = '', operator = '', literal = ''] = /^\s*(\w+)\s+(\w+)\s+(".*")\s*$/s.exec(filter) ?? [];
  if (!attributes.includes(asked)) throw invalid(filter);
  const value = stringOf(literal, filter);
  switch (operator.toLowerCase()) {
    case 'eq':
      return (text) => text === value;
    case 'co':
      return (text) => text.includes(value);
    default:
      throw invalid(filter);
  }
}

function stringOf(literal: string, filter: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    throw invalid(filter);
  }
}

function invalid(filter: string): Refusal {
  return new Refusal(400, `Invalid filter: ${filter}`);
}
