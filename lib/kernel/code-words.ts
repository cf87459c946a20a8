import type { ErrorCode } from './error-codes';
import { errorWords } from './error-words';
import { germanErrorWords } from './error-words.de';
import type { Language } from './language';

/** Title and sentence of an error code in a language. */
export function wordsOfCode(code: ErrorCode, language: Language): { title: string; message: string } {
  return (language === 'de' ? germanErrorWords : errorWords)[code];
}
