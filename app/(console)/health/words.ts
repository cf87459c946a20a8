import { numberText } from '@/components/words/numbers';
import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  title: 'Health',
  description: 'Whether secret managers answer, and how much of 1Password’s request limits is spent.',
  figures: {
    label: 'At a glance',
    answering: 'Secret managers that answer',
    ofAll: (answering: number, all: number) =>
      `${numberText(answering)} of ${numberText(all)}`,
    troubled: (count: number) => `${numberText(count)} in trouble`,
    noTrouble: 'None in trouble',
    requests: 'Requests',
    flowing: 'Flowing',
    paused: (count: number) => `Paused for ${numberText(count)}`,
    flowingText: 'No pause anywhere',
    spent: 'Most used limit, 24 h',
    spentBy: (name: string) => `The account of ${name}`,
  },
  facts: {
    since: 'Status since',
    checked: 'Last checked',
    requests: 'Requests',
    nextTry: 'Next try',
    limitReached: 'Limit reached',
    background: 'Refresh ahead',
    running: 'Running',
    yielding: 'Waiting',
    vaults: 'Vaults',
    references: 'Bound references',
  },
  open: (name: string) => `Open ${name}`,
  entries: 'Cache entries',
  entriesOf: (name: string) => `Cache entries of ${name}`,
  empty: {
    title: 'No secret manager to watch',
    text: 'As soon as one is connected, this page shows whether it answers and what it spends.',
    action: 'Connect one',
  },
} as const;

/** Words of the Health page. */
export const healthWords = inLanguages({ en: english, de: german });
