import { wordsOfCode } from './code-words';
import type { ErrorCode } from './error-codes';
import type { Language } from './language';
import { messages } from './messages';
import { germanMessages } from './messages.de';

type Texts = typeof messages;
export type MessageKey = keyof Texts;

/** What a sentence is told about: names, numbers, or another sentence that stands in it. */
type Part = string | number | Message;

/**
 * A sentence for people that is not worded yet, so that it can be stored, cross threads and be shared by readers of
 * several languages: the one of an error code, or one of lib/kernel/messages with what it is about.
 */
export type Message =
  | { code: ErrorCode }
  | { key: MessageKey; given?: Readonly<Record<string, Part>> }
  /** For the terminal that Latchkey is started in: operators read English, and no page shows it. */
  | { inTerminal: string };

type Given<Key extends MessageKey> = Texts[Key] extends (given: infer Parts) => string
  ? [given: { readonly [Name in keyof Parts]: Parts[Name] extends string ? string | Message : Parts[Name] }]
  : [];

/** A sentence of the catalogue. What it needs to be told is a matter of types. */
export function messageFor<Key extends MessageKey>(key: Key, ...[given]: Given<Key>): Message {
  return given === undefined ? { key } : { key, given: asParts(given) };
}

/** The words of a sentence in a language. */
export function formatMessage(said: Message, language: Language): string {
  if ('inTerminal' in said) return said.inTerminal;
  if ('code' in said) return wordsOfCode(said.code, language).message;
  const text = (language === 'de' ? germanMessages : messages)[said.key];
  if (typeof text === 'string') return text;
  const parts = Object.entries(said.given ?? {}).map(([name, part]) => [name, inWords(part, language)]);
  return asWording(text)(Object.fromEntries(parts));
}

/** Whether a text is the key of a sentence, as the messages of zod schemas are. */
export function isMessageKey(text: string): text is MessageKey {
  return Object.hasOwn(messages, text);
}

/** A sentence as text for a column; `parseMessage` takes it back. */
export function serializeMessage(said: Message): string {
  return JSON.stringify(said);
}

/** A sentence of the catalogue as it was stored. Undefined: none, or one that this version does not know. */
export function parseMessage(stored: string | null): Message | undefined {
  if (!stored?.startsWith('{"key":"')) return undefined;
  const { key, given } = parsed(stored);
  return key !== undefined && isMessageKey(key) ? { key, ...(given ? { given } : {}) } : undefined;
}

function parsed(stored: string): { key?: string; given?: Record<string, Part> } {
  try {
    return JSON.parse(stored);
  } catch {
    return {};
  }
}

function inWords(part: Part, language: Language): string | number {
  return typeof part === 'object' ? formatMessage(part, language) : part;
}

/** Guarantee: `messageFor` takes what its key's text is told about, each part a name, a number or a sentence. */
function asParts(given: object): Readonly<Record<string, Part>> {
  return given as Readonly<Record<string, Part>>;
}

/** Guarantee: the parts are those that the key's own type asks for; `messageFor` saw to it. */
function asWording(text: unknown): (parts: Record<string, string | number>) => string {
  return text as (parts: Record<string, string | number>) => string;
}
