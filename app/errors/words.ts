import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  pageTitle: 'Error codes',
  title: 'Error codes',
  text: 'Every error that Latchkey answers has one of these codes. A code keeps its meaning, so programs can decide by it.',
  all: 'All error codes',
  code: 'Error code',
  status: 'HTTP status',
  meaning: 'What it means',
  again: 'Should a program try again?',
  passing: 'Yes. The error is temporary. Wait as long as the header Retry-After says, then try again.',
  slower: 'Yes, more slowly. Wait as long as the header Retry-After says, then try again.',
  reread: 'Not as it is. Read the thing again, apply the change to what is there now, and send that.',
  lasting: 'No. The same request gets the same answer until somebody fixes the cause.',
  more: 'The answer itself says more: its detail names what was asked for, and its requestId is in the log.',
} as const;

/** Words of the pages that explain error codes. */
export const errorPageWords = inLanguages({ en: english, de: german });
