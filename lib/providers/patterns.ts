import { z } from 'zod';
import { escapeLike } from '@/lib/kernel/like';
import type {
  PatternColumn,
  PatternSet,
  Place,
  PlaceAbove,
  ReferenceGrammar,
  Step,
} from '@/lib/kernel/locator';
import { saysOf } from '@/lib/kernel/says-of';
import { schemesOpenedBy } from './descriptors';
import { grammarOfScheme } from './references';

// Which references: `op://Production/**`, `op://Shared/Database/*`, `op://*/Stripe/Secret Key`. Each part is compared with
// the id and with the title of what stands there, whatever the case. `*` stands for any characters within one part, a last
// `**` for all parts from there on, `\` makes the next character plain. How many parts there are, and what they name, the
// grammar of the scheme says.

/** A pattern for references, as an admin writes it. */
export const patternSchema = z
  .string()
  .trim()
  .min(1)
  .max(400)
  .refine((text) => partsOf(text) !== undefined, saysOf('patternForm'));

/** Lets every reference of a scheme through; of that of a kind's containers, all that the kind has. */
export function anyOf(scheme: string): string {
  return `${scheme}://**`;
}

/** Whether a pattern lets every reference of its scheme through. */
export function isAnyOfScheme(text: string): boolean {
  const pattern = partsOf(text);
  return pattern !== undefined && isEverything(pattern);
}

interface Part {
  /** In small letters. */
  text: string;
  matches(text: string): boolean;
}

interface Pattern {
  grammar: ReferenceGrammar;
  parts: readonly Part[];
  /** Ends in `**`. */
  isOpen: boolean;
  /** Of a pattern that names a member within its last part: what that says of the unit. */
  unit?: Part;
}

/** Makes ready a set of patterns; those that are none of this version's let nothing through. */
export function patternSet(texts: readonly string[]): PatternSet {
  return setOf(texts.flatMap((text) => partsOf(text) ?? []));
}

function setOf(patterns: readonly Pattern[]): PatternSet {
  const open = new Set(
    patterns.filter(isEverything).flatMap(({ grammar }) => schemesOpenedBy(grammar.scheme)),
  );
  const isAny = (scheme: string) => open.has(scheme);
  return {
    isAny,
    allows: (place) => isAny(place.locator.scheme) || isAllowed(patterns, place),
    leadsThrough: (above) => isAny(above.scheme) || patterns.some((pattern) => isBeginning(pattern, above)),
    within: (schemes) => setOf(patterns.filter(({ grammar }) => schemes.includes(grammar.scheme))),
  };
}

function isEverything({ parts, isOpen }: Pattern): boolean {
  return isOpen && parts.length === 0;
}

/** Whether a set lets everything of these schemes through. Of no scheme, as a kind has that is not known here, nothing is. */
export function isOpenFor(set: Pick<PatternSet, 'isAny'>, schemes: readonly string[]): boolean {
  return schemes.length > 0 && schemes.every(set.isAny);
}

/** A pattern for a database: its parts as LIKE takes them, in small letters, and where each is looked for. */
export interface LikePattern {
  parts: readonly string[];
  isOpen: boolean;
  columns: readonly PatternColumn[];
  /** The one reference that it stands for, where it has no star; `isById`: it names its unit by an id. */
  exact?: string;
  isById: boolean;
}

/** Patterns for a database; those that are none, or of another scheme, are left out, and those below which nothing lies. */
export function likePatterns(texts: readonly string[], scheme: string): LikePattern[] {
  return texts.flatMap((text) => {
    const pattern = partsOf(text);
    if (!pattern || pattern.grammar.scheme !== scheme) return [];
    const { grammar, isOpen } = pattern;
    const columns = grammar.columnsOf(pattern.parts.length, isOpen);
    if (!columns) return [];
    const parts = pattern.parts.map((part) => piecesOf(part.text).map(escapeLike).join('%'));
    const isExact = !isOpen && pattern.parts.every((part) => piecesOf(part.text).length === 1);
    const isById = grammar.isId(text.slice(scheme.length + 3).split('/', 1)[0] ?? '');
    const exact = isExact ? { exact: text.replace(/\\(.)/g, '$1') } : {};
    return [{ parts, isOpen, columns, isById, ...exact }];
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
  const { locator, titles } = place;
  const ways = grammarOfScheme(locator.scheme)?.steps(place) ?? [];
  const way = titles?.section ? ways.at(-1) : ways[0];
  const told = (way ?? []).map(([, title]) => title?.replace(/[\\*]/g, '\\$&') ?? '');
  const text = `${locator.scheme}://${told.join('/')}`;
  const isTold = patternSchema.safeParse(text).data === text && patternSet([text]).allows(place);
  if (isTold) return text;
  const exact = exactPattern(reference);
  // All of an environment has no pattern of its own: it is what all of its names are.
  return partsOf(exact) ? exact : `${exact}/**`;
}

function isAllowed(patterns: readonly Pattern[], place: Place): boolean {
  const { scheme } = place.locator;
  let ways: readonly (readonly Step[])[] | undefined;
  return patterns.some((pattern) => {
    if (pattern.grammar.scheme !== scheme) return false;
    // Once for a set: it may hold thousands.
    ways ??= pattern.grammar.steps(place);
    return ways.some((way) => isWhole(pattern, way));
  });
}

function isWhole({ parts, isOpen }: Pattern, way: readonly Step[]): boolean {
  return (
    (isOpen ? parts.length < way.length : parts.length === way.length) &&
    parts.every((part, at) => fits(part, way[at]))
  );
}

function isBeginning({ grammar, parts, isOpen, unit }: Pattern, { scheme, steps }: PlaceAbove): boolean {
  const named = unit ? [...parts.slice(0, -1), unit] : parts;
  const isLonger = unit ? named.length >= steps.length : named.length > steps.length;
  if (grammar.scheme !== scheme || (!isOpen && !isLonger)) return false;
  return steps.every((step, at) => {
    const part = named[at];
    return part === undefined ? isOpen : fits(part, step);
  });
}

function fits(part: Part, texts: Step | undefined): boolean {
  return texts?.some((text) => text !== undefined && part.matches(text)) ?? false;
}

const form = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/s;

/** A pattern taken apart. Undefined: the text is none. */
function partsOf(text: string): Pattern | undefined {
  const [, scheme = '', rest = ''] = form.exec(text) ?? [];
  const grammar = grammarOfScheme(scheme);
  if (!grammar) return undefined;
  const texts = rest.split('/');
  const isOpen = texts.at(-1) === '**';
  const named = isOpen ? texts.slice(0, -1) : texts;
  if (named.some((part) => part.includes('**') || /(?<!\\)(?:\\\\)*\\$/.test(part))) return undefined;
  if (!grammar.isPattern(named, isOpen)) return undefined;
  const [unit, ...members] = grammar.memberMark ? (named.at(-1) ?? '').split(grammar.memberMark) : [];
  const ofUnit = unit !== undefined && members.length > 0 && !isOpen ? { unit: partOf(unit) } : {};
  return { grammar, parts: named.map(partOf), isOpen, ...ofUnit };
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
