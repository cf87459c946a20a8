import { LatchkeyError } from './errors';
import { messageFor } from './message';
import { isStorable } from './parse';

/**
 * Where a page ended: what its last row is sorted by, and its id. With the place and not only the id in it, a list goes on
 * there though the row was renamed or removed meanwhile: nothing is left out, and nothing comes twice.
 */
export function cursorOf(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The parts of a cursor as `cursorOf` wrote them. Throws `invalid_input` (field `cursor`) for one of another list. */
export function placeIn(cursor: string, parts: number): string[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(read) && read.length === parts) {
      const texts = read.filter((part) => typeof part === 'string' && isStorable(part));
      if (texts.length === parts) return texts;
    }
  } catch {
    throw badCursor();
  }
  throw badCursor();
}

/** The error for a cursor that is none of the list. */
export function badCursor(): LatchkeyError {
  return new LatchkeyError('invalid_input', { fields: { cursor: messageFor('cursorOther') } });
}
