/** The languages that people are spoken to in. The first is the one that everything is written in. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Where a person's choice stands; without it their browser's languages decide. */
export const languageCookie = 'latchkey-locale';

/** The name under which the server registers how to learn the language of the request in hand (lib/platform/language). */
export const languageSource = 'language of the request';

/** What a text in English may be in another language: the same shape, other words. */
export type Said<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Said<Answer>
    : T extends readonly (infer Each)[]
      ? readonly Said<Each>[]
      : T extends object
        ? { readonly [Name in keyof T]: Said<T[Name]> }
        : T;

/** The language that a tag such as `de-AT` asks for; undefined when it is not spoken here. */
export function languageIn(tag: string | undefined): Language | undefined {
  const wanted = tag?.trim().toLowerCase().split('-')[0];
  return languages.find((known) => known === wanted);
}

/** The language of a request: the choice in its cookie, else the browser's first that is spoken here, else English. */
export function languageOf(headers: { cookie?: string; 'accept-language'?: string }): Language {
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
