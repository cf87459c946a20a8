import { isObject, type JsonObject } from '../json';
import type { Item, RawPlaintext } from '../model';

/** The overview of an item as it can be read; undefined when it is no UTF-8, no JSON, no object, or holds half a surrogate pair. */
export function readableOverview(item: Item): JsonObject | undefined {
  return readable(item.raw?.overview, item.overview);
}

/** The details of an item as they can be read; undefined like `readableOverview`, which the vendor's SDK refuses as well. */
export function readableDetails(item: Item): JsonObject | undefined {
  return readable(item.raw?.details, item.details);
}

/** The objects in a list; none when it is no list. */
export function objectsIn(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** The value when it is a text, or "". */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function readable(raw: RawPlaintext | undefined, plaintext: unknown): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(
      raw === undefined ? JSON.stringify(plaintext) : decoded(raw),
      wellFormed,
    );
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function decoded(raw: RawPlaintext): string {
  if ('text' in raw) return raw.text;
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(raw.base64, 'base64'));
}

function wellFormed(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('Half a surrogate pair.');
  return value;
}
