import { isSentenceKey, type Sentence, say } from '@/lib/kernel/sentence';
import { language } from './languages';

/** A sentence in the language of the moment, where it is made in the browser: verbs' own come worded. */
export function saidHere(said: Sentence): string {
  return say(said, language());
}

/** What a schema says of a field: the key of a sentence, or words already. */
export function saidIssue(message: string | undefined): string | undefined {
  return message !== undefined && isSentenceKey(message) ? saidHere({ key: message }) : message;
}
