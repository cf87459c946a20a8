import { inLanguages } from '@/components/words/languages';
import { countText, numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  title: 'Cache',
  description: 'Cached secrets: age, state and failures. Values stay sealed and are never shown.',
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
    next: 'Next refresh',
    hits: 'Hits',
    last_read: 'Last read',
    changed: 'Changed',
    actions: 'Actions',
  },
  states: { fresh: 'Fresh', stale: 'Stale', absent: 'Absent', expired: 'Expired' },
  filterStates: {
    fresh: 'Fresh',
    stale: 'Stale',
    absent: 'Absent',
    expired: 'Expired',
    failing: 'Failing',
  },
  refreshing: 'Refreshing',
  next: { read: 'on next read', paused: 'The secret manager is paused until then' },
  figures: {
    label: 'The cache at a glance',
    none: 'none',
    percent: (share: number) => `${numberText(share)} %`,
    count: (count: number, isMore = false) => countText(count, isMore),
    ratio: 'Hit ratio, 24 h',
    reads: (count: number) => (count === 1 ? 'of 1 read' : `of ${numberText(count)} reads`),
    stale: 'Stale now',
    of: (all: number, isMore: boolean) => (all === 1 ? 'of 1 entry' : `of ${countText(all, isMore)} entries`),
    failing: 'Failing now',
    failedReads: (count: number) =>
      count === 1 ? '1 failed read in 24 h' : `${numberText(count)} failed reads in 24 h`,
    requests: 'Upstream requests, 24 h',
  },
  filter: {
    button: 'More filters',
    label: 'Filter the list',
    any: 'Any',
    project: 'Project',
    connection: 'Connection',
    connectionHelp: 'Its key, such as stripe-live.',
    code: 'Last answer',
    age: 'Age',
    ages: {
      '5min': 'Older than 5 min',
      '1h': 'Older than 1 h',
      '1d': 'Older than 1 day',
      '7d': 'Older than 7 days',
    },
    sort: 'Sorted by',
    sorts: {
      hits: 'Most hits',
      changed: 'Last changed',
    },
    remove: (text: string) => `Remove the filter: ${text}`,
  },
  many: {
    entries: (count: number, isMore: boolean) =>
      count === 1 ? '1 entry' : `${countText(count, isMore)} entries`,
    chosen: (count: number, isMore: boolean) =>
      count === 1 ? '1 selected' : `${countText(count, isMore)} selected`,
    choose: (reference: string) => `Select ${reference}`,
    chooseLoaded: 'Select all that are shown',
    chooseAll: (count: number, isMore: boolean) => `Select all ${countText(count, isMore)} that match`,
    leave: 'Select none',
    export: 'Export as CSV',
    refresh: 'Refresh selected',
    clear: 'Clear selected',
    progress: 'Refreshed so far',
    progressText: (done: number, of: number) => `${numberText(done)} of ${numberText(of)}`,
    clearTitle: (count: number) => (count === 1 ? 'Clear 1 entry?' : `Clear ${numberText(count)} entries?`),
    clearConfirm: (count: number) => (count === 1 ? 'Clear 1 entry' : `Clear ${numberText(count)} entries`),
    clearText: (count: number, requests: number) =>
      `${count === 1 ? '1 reference' : `${numberText(count)} references`} will be read from the secret manager at ${count === 1 ? 'its' : 'their'} next use: about ${requests === 1 ? '1 request' : `${numberText(requests)} requests`}.`,
    clearKept: (count: number) =>
      count === 1
        ? '1 selected entry stays: connections of other projects live on it.'
        : `${numberText(count)} selected entries stay: connections of other projects live on them.`,
    refreshTitle: (count: number) =>
      count === 1 ? 'Refresh 1 entry?' : `Refresh ${numberText(count)} entries?`,
    refreshConfirm: (count: number) =>
      count === 1 ? 'Refresh 1 entry' : `Refresh ${numberText(count)} entries`,
    refreshText: (count: number, requests: number) =>
      `${count === 1 ? '1 reference is' : `${numberText(count)} references are`} read from the secret manager now: about ${requests === 1 ? '1 request' : `${numberText(requests)} requests`}. Cached values stay where it gives no answer.`,
    connections: (count: number) =>
      count === 1 ? '1 connection needs them.' : `${numberText(count)} connections need them.`,
    pausedClear: (manager: string, cause: string) =>
      `${manager} is paused: ${cause}. Until it answers, workloads that need these entries fail.`,
    pausedRefresh: (manager: string, cause: string) => `${manager} is paused: ${cause}. It may not be asked.`,
    refreshed: (count: number) =>
      count === 1 ? '1 entry refreshed' : `${numberText(count)} entries refreshed`,
    partly: (answered: number, asked: number) => `${numberText(answered)} of ${numberText(asked)} refreshed`,
    cause: (count: number, cause: string) => `${numberText(count)}: ${cause}`,
  },
  stateHelp: {
    fresh: 'Within its fresh time.',
    stale:
      'Past its fresh time. Used while the secret manager is asked again, and while it cannot be reached.',
    absent:
      'The secret manager answered that it does not exist or is not permitted. That answer is cached for a while.',
    expired: 'Too old to use. The next read asks the secret manager.',
  },
  age: {
    bar: 'Age against the policy',
    old: (age: string) => `${age} old`,
    freshFor: (time: string) => `fresh for ${time}`,
    servedFor: (time: string) => `usable for ${time}`,
    askedAgainIn: (time: string) => `asked again in ${time}`,
    askedNext: 'refreshes on next read',
    notServed: 'expired',
  },
  noConnection: 'none',
  moreConnections: (count: number) => `and ${numberText(count)} more`,
  byNames: 'by names',
  neverRead: 'not yet',
  empty: {
    title: 'Nothing cached yet',
    text: 'When a workload resolves a connection, or somebody tests a field, the answer is cached here, sealed, for as long as the policy of its secret manager says.',
    action: 'To the connections',
  },
  nothing: {
    title: 'No matching entries',
    text: 'Search for another reference, or remove the filters.',
    clear: 'Show all',
  },
  refresh: {
    label: (reference: string) => `Ask the secret manager again for ${reference}`,
    button: 'Refresh',
    done: 'Asked the secret manager again',
    failed: 'The secret manager had no new answer',
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
    askedAgain: 'Asked again from',
    servedUntil: 'Served until',
    nextRefresh: 'Next refresh',
    changed: 'Value changed',
    unchanged: 'not since it was cached',
    error: 'Last trouble',
    noError: 'none',
    failing: (names: readonly string[]) =>
      names.length === 1
        ? `While this lasts, ${names.join()} cannot be resolved.`
        : `While this lasts, these cannot be resolved: ${names.join(', ')}.`,
  },
  clear: {
    button: 'Clear',
    label: (reference: string) => `Clear ${reference}`,
    title: 'Clear this entry?',
    text: (reference: string) =>
      `${reference} is removed from the cache. The next read asks the secret manager for it.`,
    away: 'While the secret manager cannot be reached, workloads that need this entry fail: there is nothing left to fall back on.',
    notYours:
      'Connections of other projects, or of the whole platform, use it. Refresh it instead, or ask a platform admin to clear it.',
    noneYours:
      'None of these is yours to clear: connections of other projects, or of the whole platform, use them. Refresh them instead, or ask a platform admin.',
    confirm: 'Clear entry',
    done: 'Entry cleared',
    menu: 'Clear all of',
    allTitle: (manager: string) => `Clear all entries of ${manager}?`,
    allText: (manager: string) =>
      `Everything cached of ${manager} is removed. The next read of each reference asks the secret manager and counts against its limits.`,
    allConfirm: 'Clear all',
    allDone: (count: number) => (count === 1 ? '1 entry cleared' : `${numberText(count)} entries cleared`),
  },
} as const;

/** What the page of the cache says. */
export const cacheWords = inLanguages({ en: english, de: german });
