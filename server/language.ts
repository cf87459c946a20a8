import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { type Language, languageCookie, languageIn, languageSource } from '@/components/words/languages';
import { replaceSingleton } from '@/lib/platform/singleton';

/** Runs what answers one request in the language of whoever asks; requests in other languages are not touched by it. */
export interface LanguageRoom {
  run(request: Pick<IncomingMessage, 'headers'>, answer: () => void): void;
}

/** Registers the language of the request in hand for every instance of the console's modules. */
export function openLanguageRoom(): LanguageRoom {
  const store = new AsyncLocalStorage<Language>();
  replaceSingleton(languageSource, () => store.getStore());
  return { run: (request, answer) => store.run(languageOf(request), answer) };
}

/** The language of a request: the choice in its cookie, else the browser's first that is spoken here, else English. */
export function languageOf({ headers }: Pick<IncomingMessage, 'headers'>): Language {
  return chosenIn(headers.cookie ?? '') ?? preferredIn(headers['accept-language'] ?? '') ?? 'en';
}

function chosenIn(cookies: string): Language | undefined {
  const mine = cookies.split(';').map((cookie) => cookie.trim().split('='));
  return languageIn(mine.find(([name]) => name === languageCookie)?.[1]);
}

/** RFC 9110, section 12.5.4: `de-CH, en;q=0.8`; what has no weight has 1, and weight 0 is a refusal. */
function preferredIn(header: string): Language | undefined {
  const wishes = header.split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.split(';');
    const weight = parameters
      .find((parameter) => parameter.trim().startsWith('q='))
      ?.trim()
      .slice(2);
    return { spoken: languageIn(tag), weight: weight === undefined ? 1 : Number(weight) };
  });
  return wishes
    .filter(({ spoken, weight }) => spoken !== undefined && weight > 0)
    .sort((one, other) => other.weight - one.weight)[0]?.spoken;
}
