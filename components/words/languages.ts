import { type Language, languageIn, languageSource, type Said } from '@/lib/kernel/language';
import { findSingleton } from '@/lib/platform/singleton';

// A document has one language for as long as it lives: another choice reloads it.
let ofDocument: Language | undefined;

/** The language to speak now: of the document in a browser, of the request in hand on the server, else English. */
export function language(): Language {
  if (typeof document === 'undefined')
    return findSingleton<() => Language | undefined>(languageSource)?.() ?? 'en';
  ofDocument ??= languageIn(document.documentElement.lang) ?? 'en';
  return ofDocument;
}

/** The tag that numbers and dates are written by: English as in Britain, with days before months. */
export function localeTag(): 'en-GB' | 'de-DE' {
  return language() === 'de' ? 'de-DE' : 'en-GB';
}

/**
 * The words of `en`, each read in the language of the moment: the same object serves requests in two languages at
 * once. A module may keep a part of it (`words.form`), never a single text (`words.form.title`).
 */
export function inLanguages<English extends object>(texts: {
  en: English;
  de: Said<English>;
}): Said<English> {
  return asSaid(view(texts.en, () => (language() === 'de' ? texts.de : texts.en)));
}

function view(shape: object, read: () => object): object {
  const shown = {};
  for (const [name, value] of Object.entries(shape)) {
    const readHere = () => Reflect.get(read(), name);
    const text = isGroup(value) ? { value: view(value, readHere) } : { get: readHere };
    Object.defineProperty(shown, name, { enumerable: true, ...text });
  }
  return shown;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Guarantee: `view` made it with every name of the English, each with the same kind of text behind it. */
function asSaid<English>(shown: object): Said<English> {
  return shown as Said<English>;
}
