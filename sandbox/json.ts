import { Refusal } from './refusal';

/** A JSON object whose members are not known yet. */
export type JsonObject = Record<string, unknown>;

/** Reads a text as JSON; refuses with 400 when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is not JSON.');
  }
}

/** Reads a text as one JSON object; refuses with 400 otherwise. */
export function readObject(text: string): JsonObject {
  return objectOf(readJson(text), 'The body');
}

/** The value as an object; refuses with 400, naming it, otherwise. */
export function objectOf(value: unknown, name: string): JsonObject {
  if (!isObject(value)) throw new Refusal(400, `${name} must be an object.`);
  return value;
}

/** The member as a text; refuses with 400 otherwise. */
export function textOf(object: JsonObject, key: string): string {
  const value = object[key];
  if (typeof value !== 'string') throw new Refusal(400, `"${key}" must be a text.`);
  return value;
}

/** The member as a text, or undefined when it is absent; refuses with 400 otherwise. */
export function optionalTextOf(object: JsonObject, key: string): string | undefined {
  return object[key] === undefined ? undefined : textOf(object, key);
}

/** The member as a whole number of zero or more; refuses with 400 otherwise. */
export function numberOf(object: JsonObject, key: string): number {
  const value = object[key];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new Refusal(400, `"${key}" must be a whole number.`);
  }
  return value;
}

/** The member as a whole number, or undefined when it is absent; refuses with 400 otherwise. */
export function optionalNumberOf(object: JsonObject, key: string): number | undefined {
  return object[key] === undefined ? undefined : numberOf(object, key);
}

/** The member as a list; refuses with 400 otherwise. */
export function listOf(object: JsonObject, key: string): readonly unknown[] {
  const value: unknown = object[key];
  if (!Array.isArray(value)) throw new Refusal(400, `"${key}" must be a list.`);
  return value;
}

/** The member as a list of texts; refuses with 400 otherwise. */
export function textsOf(object: JsonObject, key: string): string[] {
  return listOf(object, key).map((entry) => {
    if (typeof entry !== 'string') throw new Refusal(400, `"${key}" must be a list of texts.`);
    return entry;
  });
}

/** Whether a value is a JSON object (no list, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
