import { formatMessage, isMessageKey, type Message } from '@/lib/kernel/message';
import { language } from './languages';

/** A sentence in the language of the moment, where it is made in the browser: verbs' own come worded. */
export function messageText(said: Message): string {
  return formatMessage(said, language());
}

/** What a schema says of a field: the key of a sentence, or words already. */
export function issueText(message: string | undefined): string | undefined {
  return message !== undefined && isMessageKey(message) ? messageText({ key: message }) : message;
}
