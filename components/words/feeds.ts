import { german } from './feeds.de';
import { inLanguages } from './languages';

const english = {
  ended: 'The change feed is not trusted any more',
  endedText:
    'A change was found that it had not told. Values are kept by the cache policy again. Find out in 1Password why events are missing, then turn trust on again.',
  see: 'See change feed',
  seeOf: (name: string) => `See the change feed of ${name}`,
};

/** What several pages say of change feeds. */
export const feedWords = inLanguages({ en: english, de: german });
