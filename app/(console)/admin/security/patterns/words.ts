import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  vaults: 'Whole vaults',
  searchVaults: 'Search vaults',
  noSuchVault: (search: string) => `No vault matches “${search}”.`,
  noVaults: 'The token sees no vault.',
  environments: 'Whole Environments',
  everything: 'Everything',
  everythingHelp: 'All vaults and Environments, including those it can see later.',
  patterns: 'Patterns',
  patternsHelp:
    'One per line: op://vault/item/field, by name or id. * stands for any text in one part, ** at the end for everything below. A selected vault adds a line here.',
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
    none: 'Nothing yet. Select a vault, or write a pattern.',
    noMatch: 'Nothing that the token can see now.',
    environmentsAlone: 'No vault. The patterns name Environments that are not listed.',
    whole: 'whole vault',
    part: (count: number) => (count === 1 ? 'from 1 item' : `from ${numberText(count)} items`),
    items: (count: number) => (count === 1 ? '1 item' : `${numberText(count)} items`),
    notRead: 'some items',
    wholeEnvironment: 'whole Environment',
    partOfEnvironment: (count: number) => (count === 1 ? '1 variable' : `${numberText(count)} variables`),
    variablesNotRead: 'some variables',
    left: (count: number) =>
      count === 1 ? 'Nothing of 1 other vault' : `Nothing of ${numberText(count)} other vaults`,
    unmatched: 'Matches nothing now',
    first: (count: number) => `Only the first ${numberText(count)} patterns are checked.`,
    firstItems: (shown: number, all: number) => `The first ${numberText(shown)} of ${numberText(all)}.`,
    loading: 'Checking what these patterns match',
  },
} as const;

/** Words of patterns: which secrets, and what they match now. */
export const patternWords = inLanguages({ en: english, de: german });
