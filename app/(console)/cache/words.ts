import { numberText } from '@/components/words/numbers';
import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  title: 'Cache',
  description:
    'What Latchkey keeps of 1Password, how old it is, and what failed. Values stay sealed and are never shown.',
  search: 'Search references',
  label: 'Cache entries',
  filters: 'State',
  anyState: 'All',
  managers: 'Secret manager',
  anyManager: 'Any secret manager',
  live: 'Kept current every few seconds',
  columns: {
    reference: 'Reference',
    state: 'State',
    age: 'Age',
    connections: 'Connections',
    manager: 'Secret manager',
    hits: 'Hits',
    lastRead: 'Last read',
    actions: 'Actions',
  },
  states: { fresh: 'Fresh', stale: 'Stale', absent: 'Absent', expired: 'Expired' },
  stateHelp: {
    fresh: 'Young enough to use.',
    stale: 'Past its age. Used while 1Password is asked again, and while it cannot be reached.',
    absent: '1Password said that it is not there or not permitted. That answer is remembered for a while.',
    expired: 'Too old to use. The next read asks 1Password.',
  },
  age: {
    bar: 'Age against the policy',
    old: (age: string) => `${age} old`,
    freshFor: (time: string) => `fresh for ${time}`,
    servedFor: (time: string) => `served for ${time}`,
    askedAgainIn: (time: string) => `asked again in ${time}`,
    askedNext: 'asked at the next read',
    notServed: 'not served any more',
  },
  noConnection: 'none',
  moreConnections: (count: number) => `and ${numberText(count)} more`,
  byNames: 'by names',
  neverRead: 'not yet',
  empty: {
    title: 'Nothing is kept yet',
    text: 'When a workload resolves a connection, or somebody tests a field, the answer is kept here, sealed, for as long as the policy of its secret manager says.',
    action: 'To the connections',
  },
  nothing: {
    title: 'No entry fits',
    text: 'Search for another reference, or take the filters away.',
    clear: 'Show all',
  },
  refresh: {
    label: (reference: string) => `Ask 1Password again for ${reference}`,
    button: 'Refresh',
    done: 'Asked 1Password again',
    failed: '1Password had no new answer',
  },
  open: (reference: string) => `Look at ${reference}`,
  detail: {
    names: 'By names',
    ids: 'By ids',
    askedByNames: 'not known: it was asked for by names',
    copyNames: 'Copy the reference by names',
    copyIds: 'Copy the reference by ids',
    state: 'State',
    fetched: 'Answered',
    freshUntil: 'Fresh until',
    askedAgain: 'Asked again',
    servedUntil: 'Served until',
    changed: 'Value changed',
    unchanged: 'not since it is kept',
    error: 'Last trouble',
    noError: 'none',
    absent: 'Because',
  },
  clear: {
    button: 'Clear',
    label: (reference: string) => `Clear ${reference}`,
    title: 'Clear this entry?',
    text: (reference: string) => `${reference} is forgotten. The next read asks 1Password for it.`,
    away: 'While 1Password cannot be reached, workloads that need it fail: there is nothing left to fall back on.',
    confirm: 'Clear entry',
    done: 'Entry cleared',
    menu: 'Clear all of',
    allTitle: (manager: string) => `Clear all entries of ${manager}?`,
    allText: (manager: string) =>
      `Everything kept of ${manager} is forgotten. The next read of each reference asks 1Password and counts against its limits.`,
    allConfirm: 'Clear all',
    allDone: (count: number) =>
      count === 1 ? '1 entry cleared' : `${numberText(count)} entries cleared`,
  },
} as const;

/** What the page of the cache says. */
export const cacheWords = inLanguages({ en: english, de: german });
