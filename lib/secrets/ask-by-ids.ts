import { getCached } from '@/lib/cache/memory';
import type { Locator } from '@/lib/kernel/locator';
import type { ProviderAnswer } from '@/lib/providers/contract';
import { inForm, parseLocator } from '@/lib/providers/references';
import type { CacheLookup } from './cache-lookup';
import { isSameName } from './learned-names';

type Resolve = (references: readonly Locator[]) => Promise<ProviderAnswer[]>;

/**
 * Asks by its ids for what was asked for by names and could not be looked up, since something else in its vault cannot be
 * read: as long as it is called as it was when it was read last, it is what the names mean. The other answers stay.
 */
export async function askByIdsInstead(
  wanted: readonly CacheLookup[],
  answers: readonly ProviderAnswer[],
  resolve: Resolve,
): Promise<ProviderAnswer[]> {
  const known = wanted.flatMap((want, index) => {
    const answer = answers[index];
    if (answer?.ok !== false || answer.code !== 'secret_unreadable' || want.reference.isPinned) return [];
    const entry = getCached(want.key);
    if (entry?.state !== 'value') return [];
    const reference = parseLocator(inForm(entry.boundReference, want.reference.form));
    return reference.isPinned ? [{ index, reference, titles: entry.titles }] : [];
  });
  if (known.length === 0) return [...answers];
  const given = await resolve(known.map(({ reference }) => reference));
  const instead = new Map<number, ProviderAnswer>();
  for (const [at, { index, titles }] of known.entries()) {
    const answer = given[at];
    if (!answer || (answer.ok && !isSameName(titles, answer.found.names))) continue;
    instead.set(index, answer);
  }
  return answers.map((answer, index) => instead.get(index) ?? answer);
}
