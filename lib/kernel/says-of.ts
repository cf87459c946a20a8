import type { messages } from './messages';

type Texts = typeof messages;
type PlainKey = { [Key in keyof Texts]: Texts[Key] extends string ? Key : never }[keyof Texts];

/**
 * The key of a sentence that needs to be told nothing, as the message of a schema; `parseInput` has it said. Made of types
 * alone, so that a schema in the browser brings no catalogue along.
 */
export function saysOf(key: PlainKey): string {
  return key;
}
