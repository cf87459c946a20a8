import { inLanguages } from '@/components/words/languages';
import { german } from './answer-words.de';

const english = {
  found: 'Found',
  sources: {
    memory: 'from the cache',
    table: 'from the cache',
    literal: 'typed here',
  },
  // A look-up keeps no value: what it saw a while ago was seen then, and is not old.
  lookedUp: 'looked up in the secret manager just now',
  seen: (age: string) => `seen in the secret manager ${age} ago`,
  fresh: (source: string) => `${source}, just now`,
  aged: (source: string, age: string) => `${source}, ${age} old`,
  changed: 'item changed',
  stale: 'The secret manager cannot be reached: this is the last known state',
  testing: 'Testing',
} as const;

/** What a test of a reference says. */
export const answerWords = inLanguages({ en: english, de: german });
