import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './timeline-words.de';

const english = {
  title: 'Timeline',
  label: 'What happened, the latest first',
  nothing: 'Nothing is recorded yet. Reads, refreshes, failures and clears of this reference are shown here.',
  whole: 'Open the timeline',
  somebody: 'somebody',
  since: 'began',
  activity: (reads: number, refreshes: number) =>
    [
      reads === 1 ? 'Read once' : reads > 0 ? `Read ${numberText(reads)} times` : '',
      refreshes === 1 ? 'refreshed once' : refreshes > 0 ? `refreshed ${numberText(refreshes)} times` : '',
    ]
      .filter(Boolean)
      .join(', ') || 'Looked at',
  first: 'Read from the secret manager: nothing was cached of it',
  rotated: 'The value changed in the secret manager',
  found: 'Found again, with the value of before',
  absent: (cause: string) => `The secret manager answered: ${cause}`,
  failed: (cause: string, count: number) => (count > 1 ? `${cause}, ${numberText(count)} times` : cause),
  refreshed: (by: string) => `Refreshed by ${by}`,
  cleared: (by: string) => `Cleared by ${by}`,
  followedName: 'Its item was removed; fields that follow the name were bound to the new one',
  bound: (by: string) => `Bound by ${by}`,
  tokenReplaced: (by: string) => `Token of the secret manager replaced by ${by}`,
  wire: (wire: string) => {
    switch (wire) {
      case 'unsent':
        return 'no request went out: the secret manager is paused';
      case 'lost':
        return 'no answer came';
      case 'unreachable':
        return 'the address could not be reached';
      default:
        return `answered with HTTP ${wire}`;
    }
  },
  page: {
    trail: 'Cache',
    now: 'Now',
    test: 'Test',
    testHelp: 'Resolves it as a workload would, and tells all but the value.',
    gone: 'It is not cached now. The next read asks the secret manager.',
    used: 'Connections that use it',
    unused: 'No connection uses it.',
    manager: 'Secret manager',
    missing: 'Reference',
  },
} as const;

/** Words of a reference's timeline. */
export const timelineWords = inLanguages({ en: english, de: german });
