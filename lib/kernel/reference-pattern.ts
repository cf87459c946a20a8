import { z } from 'zod';
import { escapeLike } from './like';
import type { Reference } from './reference';
import { saysOf } from './says-of';

// Which references: `op://Production/**`, `op://Shared/Database/*`, `op://*/Stripe/Secret Key`. Each part is compared with
// the id and with the title of what stands there, whatever the case. `*` stands for any characters within one part, a last
// `**` for all parts from there on, `\` makes the next character plain. Three parts are vault, item and field, in whatever
// section; four name the section too.

const prefix = 'op://';
const mostParts = 4;

/** A pattern for references, as an admin writes it. */
export const patternSchema = z
  .string()
  .trim()
  .min(1)
  .max(400)
  .refine((text) => partsOf(text) !== undefined, saysOf('patternForm'));

/** Lets every reference through. */
export const anyReference = 'op://**';

export interface Titles {
  vault: string;
  item?: string;
  section?: string;
  field?: string;
}

/** What a pattern is held against: ids as they are stored, and titles where they are known. */
export interface Place {
  ids: Pick<Reference, 'vault'> & Partial<Reference>;
  titles?: Titles;
}

/** Patterns, ready to be asked. */
export interface PatternSet {
  /** Whether a reference is let through. */
  allows(place: Place): boolean;
  /** Whether anything in a vault, or an item, may be let through: to show the way there. */
  leadsThrough(place: Place): boolean;
  /** Whether it lets everything through, so that nothing else need be known. */
  isAny: boolean;
}

interface Part {
  /** In small letters. */
  text: string;
  matches(text: string): boolean;
}

interface Pattern {
  parts: readonly Part[];
  /** Ends in `**`. */
  isOpen: boolean;
}

/** Makes ready a set of patterns; those that are none of this version's let nothing through. */
export function patternSet(texts: readonly string[]): PatternSet {
  const patterns = texts.flatMap((text) => partsOf(text) ?? []);
  const isAny = patterns.some(({ parts, isOpen }) => isOpen && parts.length === 0);
  return {
    isAny,
    allows: (place) => isAny || patterns.some((pattern) => isWhole(pattern, place)),
    leadsThrough: (place) => isAny || patterns.some((pattern) => isBeginning(pattern, place)),
  };
}

/** A pattern for a database: its parts as LIKE takes them, in small letters, and whether anything may follow them. */
export interface LikePattern {
  parts: readonly string[];
  isOpen: boolean;
  /** The one reference that it stands for, where it has no star. */
  exact?: string;
}

/** Patterns for a database; those that are none are left out. */
export function likePatterns(texts: readonly string[]): LikePattern[] {
  return texts.flatMap((text) => {
    const pattern = partsOf(text);
    if (!pattern) return [];
    const parts = pattern.parts.map((part) => piecesOf(part.text).map(escapeLike).join('%'));
    const isExact = !pattern.isOpen && pattern.parts.every((part) => piecesOf(part.text).length === 1);
    return [{ parts, isOpen: pattern.isOpen, ...(isExact ? { exact: text.replace(/\\(.)/g, '$1') } : {}) }];
  });
}

/** A stored reference as the pattern that lets it alone through. */
export function exactPattern(reference: string): string {
  return (reference.split('?', 1)[0] ?? '').replace(/[\\*]/g, '\\$&');
}

/**
 * The pattern that lets one place through and no wider: by titles, which people read, where they are known and can be
 * written as a pattern, else by the ids of its stored reference.
 */
export function patternOfPlace(place: Place, reference: string): string {
  const { titles } = place;
  const ways = [titles?.vault, titles?.item, ...(titles?.section ? [titles.section] : []), titles?.field];
  const told = ways.map((title) => title?.replace(/[\\*]/g, '\\$&') ?? '');
  const text = `${prefix}${told.join('/')}`;
  const isTold = patternSchema.safeParse(text).data === text && patternSet([text]).allows(place);
  return isTold ? text : exactPattern(reference);
}

function isWhole({ parts, isOpen }: Pattern, { ids, titles }: Place): boolean {
  const { vault, item, section, field } = ids;
  if (item === undefined || field === undefined) return false;
  const names = titles ?? { vault };
  const way: [string | undefined, string | undefined][] = [
    [vault, names.vault],
    [item, names.item],
  ];
  const short: typeof way = [...way, [field, names.field]];
  const long: typeof way = [...way, [section ?? '', names.section], [field, names.field]];
  return [short, long].some(
    (parted) =>
      (isOpen ? parts.length < parted.length : parts.length === parted.length) &&
      parts.every((part, at) => fits(part, parted[at])),
  );
}

function isBeginning({ parts, isOpen }: Pattern, { ids, titles }: Place): boolean {
  const way = [
    [ids.vault, titles?.vault] as const,
    ...(ids.item === undefined ? [] : [[ids.item, titles?.item] as const]),
  ];
  if (!isOpen && parts.length <= way.length) return false;
  return way.every((texts, at) => {
    const part = parts[at];
    return part === undefined ? isOpen : fits(part, texts);
  });
}

function fits(part: Part, texts: readonly (string | undefined)[] | undefined): boolean {
  return texts?.some((text) => text !== undefined && part.matches(text)) ?? false;
}

/** A pattern taken apart. Undefined: the text is none. */
function partsOf(text: string): Pattern | undefined {
  if (!text.startsWith(prefix)) return undefined;
  const texts = text.slice(prefix.length).split('/');
  const isOpen = texts.at(-1) === '**';
  const named = isOpen ? texts.slice(0, -1) : texts;
  if (named.some((part) => part.includes('**') || /(?<!\\)(?:\\\\)*\\$/.test(part))) return undefined;
  if (named.length > mostParts || (!isOpen && named.length < 3)) return undefined;
  // Only the section may be nameless.
  if (named.some((part, at) => part === '' && !(at === 2 && named.length === mostParts))) return undefined;
  return { parts: named.map(partOf), isOpen };
}

function partOf(text: string): Part {
  const lower = text.toLowerCase();
  if (lower === '*') return { text: lower, matches: () => true };
  if (!/[*\\]/.test(lower)) return { text: lower, matches: (other) => other.toLowerCase() === lower };
  // Pieces between stars, in their order: no expression that could take long.
  const pieces = piecesOf(lower);
  return { text: lower, matches: (other) => fitsPieces(other.toLowerCase(), pieces) };
}

/** What stands between the stars. */
function piecesOf(text: string): string[] {
  const pieces = [''];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '*') pieces.push('');
    else {
      const isEscape = character === '\\';
      if (isEscape) at += 1;
      pieces[pieces.length - 1] += isEscape ? (text[at] ?? '') : character;
    }
  }
  return pieces;
}

function fitsPieces(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
    return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const piece of others) {
    const at = text.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}
