import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { inLanguages } from '@/components/words/languages';
import { languageOf, languageSource } from '@/lib/kernel/language';
import { runWithLanguage } from '@/lib/platform/language';
import { dropSingleton } from '@/lib/platform/singleton';

afterEach(() => {
  dropSingleton(languageSource);
});

const words = inLanguages({ en: { part: { title: 'Title' } }, de: { part: { title: 'Titel' } } });
// As modules do: a part is taken when they load, its texts when they draw.
const { part } = words;

describe('the language of a request', () => {
  it('is the choice in its cookie, whatever the browser would like', () => {
    expect(languageOf({ cookie: 'a=b; latchkey-locale=de', 'accept-language': 'en' })).toBe('de');
    expect(languageOf({ cookie: 'latchkey-locale=xx', 'accept-language': 'de' })).toBe('de');
  });

  it.each([
    ['de-CH, en;q=0.8', 'de'],
    ['fr, en;q=0.5, de;q=0.7', 'de'],
    ['en-US,en;q=0.9,de;q=0.8', 'en'],
    ['de;q=0, en;q=0.1', 'en'],
    ['fr', 'en'],
    ['', 'en'],
  ])('is by the browser’s wishes “%s”: %s', (header, expected) => {
    expect(languageOf({ 'accept-language': header })).toBe(expected);
  });

  it('is its own while others are answered in another', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, at) => {
        const wanted = at % 2 === 0 ? 'de' : 'en';
        return new Promise<string[]>((resolve) => {
          runWithLanguage(wanted, () => {
            void (async () => {
              const seen = [part.title];
              await setImmediate();
              seen.push(part.title);
              await setTimeout(at % 7);
              seen.push(words.part.title);
              resolve(seen);
            })();
          });
        });
      }),
    );
    for (const [at, seen] of answers.entries())
      expect(new Set(seen)).toEqual(new Set([at % 2 === 0 ? 'Titel' : 'Title']));
  });

  it('is English where no request is in hand', () => {
    runWithLanguage('de', () => undefined);
    expect(part.title).toBe('Title');
  });
});
