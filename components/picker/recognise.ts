import { messageText } from '@/components/words/message-text';
import { isLatchkeyError } from '@/lib/kernel/errors';
import type { Locator } from '@/lib/kernel/locator';
import {
  beginnings,
  beginsReference,
  isBegun,
  parseLocator,
  referenceWays,
  tidyPastedReference,
  unitOfLink,
} from '@/lib/providers/references';

export type Recognised =
  | { kind: 'search'; text: string }
  /** Begins like a reference and is not whole yet. */
  | { kind: 'begun'; text: string }
  | { kind: 'reference'; text: string; reference: Locator }
  /** No reference as it stands; its names may be looked up. */
  | { kind: 'names'; text: string; message: string }
  | { kind: 'refused'; text: string; message: string }
  /** A private link, as "Copy private link" in 1Password gives it. */
  | { kind: 'link'; scheme: string; path: readonly string[] };

/** What stands in the search box: words to search for, a reference, or a link to an item. */
export function recognise(text: string): Recognised {
  const link = linkOf(text);
  if (link) return { kind: 'link', ...link };
  const reference = referenceIn(text);
  if (reference === undefined) return { kind: 'search', text };
  if (isBegun(reference)) return { kind: 'begun', text: reference };
  try {
    return { kind: 'reference', text: reference, reference: parseLocator(reference) };
  } catch (error) {
    if (!isLatchkeyError(error)) throw error;
    const kind = referenceWays(reference).length > 0 ? 'names' : 'refused';
    return { kind, text: reference, message: messageText(error.says) };
  }
}

/** Whether a text that somebody pastes into a field is a reference, bare, quoted, or inside a line of code. */
export function holdsReference(text: string): boolean {
  return referenceIn(text) !== undefined;
}

function referenceIn(text: string): string | undefined {
  const tidy = tidyPastedReference(text);
  if (beginsReference(tidy)) return tidy;
  // As in `op read "op://…"`, `KEY=op://…` or `{{ op://… }}`.
  return new RegExp(`(?<![A-Za-z0-9])${beginnings()}[^"'\`{}<>\\n\\r]+`).exec(text)?.[0].trim();
}

function linkOf(text: string): { scheme: string; path: readonly string[] } | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('https://') || !URL.canParse(trimmed)) return undefined;
  const unit = unitOfLink(new URL(trimmed));
  return unit && { scheme: unit.scheme, path: [unit.container, unit.unitId] };
}
