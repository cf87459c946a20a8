import { wordsOfCode } from '@/lib/kernel/code-words';
import { isErrorCode } from '@/lib/kernel/error-codes';
import { language } from './languages';

/** Title and sentence of a code in the language of the moment; an unknown code is an error of Latchkey's own. */
export function saidCode(code: string): { title: string; message: string } {
  return wordsOfCode(isErrorCode(code) ? code : 'internal', language());
}
