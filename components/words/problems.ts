import { isErrorCode } from '@/lib/kernel/errors';
import { isSentenceKey, type Sentence, say, wordsOfCode } from '@/lib/kernel/sentence';
import { language } from './languages';

/** Title and sentence of a code in the language of the moment; an unknown code is an error of Latchkey's own. */
export function saidCode(code: string): { title: string; message: string } {
  return wordsOfCode(isErrorCode(code) ? code : 'internal', language());
}

/** A sentence in the language of the moment, where it is made in the browser: verbs' own come worded. */
export function saidHere(said: Sentence): string {
  return say(said, language());
}

/** What a schema says of a field: the key of a sentence, or words already. */
export function saidIssue(message: string | undefined): string | undefined {
  return message !== undefined && isSentenceKey(message) ? saidHere({ key: message }) : message;
}
