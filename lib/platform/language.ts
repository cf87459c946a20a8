import { type Language, languageSource } from '@/lib/kernel/language';
import { formatMessage, type Message } from '@/lib/kernel/message';
import { findSingleton, once } from '@/lib/platform/singleton';
import { context, runInContext } from './context';

/** Runs what answers one request in the language of whoever asks; requests in other languages are not touched by it. */
export function runWithLanguage<T>(language: Language, answer: () => T): T {
  once(languageSource, () => () => context().language);
  return runInContext({ language }, answer);
}

/** The language of the request in hand; English for programs and for what Latchkey does automatically. */
export function currentLanguage(): Language {
  return findSingleton<() => Language | undefined>(languageSource)?.() ?? 'en';
}

/** A sentence in the language of the request in hand. For what leaves at once: nothing that is kept, and no log. */
export function translate(said: Message): string {
  return formatMessage(said, currentLanguage());
}
