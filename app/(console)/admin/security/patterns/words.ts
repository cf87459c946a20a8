import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  vaults: 'Whole vaults',
  searchVaults: 'Search vaults',
  noSuchVault: (search: string) => `No vault has “${search}” in its name.`,
  noVaults: 'The service account sees no vault.',
  everything: 'Everything',
  everythingHelp: 'All vaults, also those that it sees later.',
  patterns: 'Patterns',
  patternsHelp:
    'One on each line: op://vault/item/field by name or id. * stands for any text in one part, ** at the end for all below. A ticked vault is a line here.',
  placeholder: 'op://Production/**',
  wrongLines: (lines: string, count: number, why: string) =>
    count === 1 ? `Line ${lines}: ${why}` : `${numberText(count)} lines (${lines}): ${why}`,
  summary: {
    everything: 'Everything',
    nothing: 'Nothing',
    vaults: (names: string, more: number) => (more === 0 ? names : `${names} and ${numberText(more)} more`),
    patterns: (count: number) => (count === 1 ? '1 pattern' : `${numberText(count)} patterns`),
  },
  preview: {
    title: 'What this allows now',
    none: 'Nothing yet. Tick a vault, or write a pattern.',
    noMatch: 'Nothing that the service account sees now.',
    whole: 'whole vault',
    part: (count: number) => (count === 1 ? 'from 1 item' : `from ${numberText(count)} items`),
    items: (count: number) => (count === 1 ? '1 item' : `${numberText(count)} items`),
    notRead: 'some items',
    left: (count: number) =>
      count === 1 ? 'Nothing of 1 other vault' : `Nothing of ${numberText(count)} other vaults`,
    unmatched: 'Matches nothing now',
    first: (count: number) => `The first ${numberText(count)} patterns are looked at.`,
    firstItems: (shown: number, all: number) => `The first ${numberText(shown)} of ${numberText(all)}.`,
    loading: 'Looking at what these patterns match',
  },
} as const;

/** Words of patterns: which secrets, and what they match now. */
export const patternWords = inLanguages({ en: english, de: german });
