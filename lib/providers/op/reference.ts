import { LatchkeyError } from '@/lib/kernel/errors';
import { type Message, messageFor } from '@/lib/kernel/message';

/** What follows `?` in a reference: a one-time password, or a private key in OpenSSH form. */
export type ReferenceAttribute = 'otp' | 'openssh';

/** A secret reference taken apart. A part is a title or an id; the stored form uses ids, the shown form names. */
export interface Reference {
  vault: string;
  item: string;
  /** Absent: any section. Empty: the nameless section (`//`). */
  section?: string;
  field: string;
  attribute?: ReferenceAttribute;
}

const prefix = 'op://';
// The SDK's own alphabet, found by experiment: letters, digits, space, underscore, dot, hyphen. No escapes.
const partPattern = /^[A-Za-z0-9 _.-]*$/;
const idPattern = /^[a-z2-7]{25}[aeimquy4]$/;

const queries: Record<string, ReferenceAttribute> = {
  'attribute=otp': 'otp',
  'attribute=totp': 'otp',
  'ssh-format=openssh': 'openssh',
};

/**
 * Takes `op://vault/item[/section]/field[?query]` apart by the grammar of @1password/sdk 0.5.0, which also takes empty
 * parts: those name nothing that has a title.
 * Throws `reference_invalid` with what is wrong and where.
 */
export function parseReference(text: string): Reference {
  if (!text.startsWith(prefix)) {
    throw invalid(messageFor('referenceBegins', { begins: prefix }));
  }
  const queryAt = text.indexOf('?');
  const path = queryAt < 0 ? text.slice(prefix.length) : text.slice(prefix.length, queryAt);
  const parts = path.split('/');
  for (const part of parts) {
    if (!partPattern.test(part)) throw invalid(charactersSentence(part));
  }
  const attribute = queryAt < 0 ? undefined : parseQuery(text.slice(queryAt + 1));
  const [vault, item, third, fourth] = parts;
  if (vault === undefined || item === undefined || third === undefined || parts.length > 4) {
    throw invalid(messageFor('referenceParts', { parts: parts.length }));
  }
  // The section alone may be empty: the nameless one.
  if (vault === '' || item === '' || (fourth ?? third) === '')
    throw invalid(messageFor('referenceEmptyPart'));
  const place = fourth === undefined ? { field: third } : { section: third, field: fourth };
  return { vault, item, ...place, ...(attribute ? { attribute } : {}) };
}

/** The text of a reference. `totp` and `otp` are one attribute and are written `otp`. Does not check the parts. */
export function formatReference(reference: Reference): string {
  const section = reference.section === undefined ? '' : `${reference.section}/`;
  const query =
    reference.attribute === undefined
      ? ''
      : reference.attribute === 'otp'
        ? '?attribute=otp'
        : '?ssh-format=openssh';
  return `${prefix}${reference.vault}/${reference.item}/${section}${reference.field}${query}`;
}

/** Whether a text has the form of a 1Password id: 16 bytes in lower-case base32 without padding. */
export function isReferenceId(text: string): boolean {
  return idPattern.test(text);
}

/** Whether vault and item are both given by id, so that one read of the item answers it. */
export function isBoundById(reference: Reference): boolean {
  return isReferenceId(reference.vault) && isReferenceId(reference.item);
}

/** Whether a name can stand in a reference as it is. Names with other characters are reachable by id only. */
export function fitsReference(name: string): boolean {
  return partPattern.test(name);
}

/** What stands after `?` as an attribute. Undefined: it is none. */
export function attributeOfQuery(query: string): ReferenceAttribute | undefined {
  return Object.hasOwn(queries, query) ? queries[query] : undefined;
}

/** A form that a field is offered in as an attribute. Undefined: it is none. */
export function attributeOfForm(form: string | undefined): ReferenceAttribute | undefined {
  return form === 'otp' || form === 'openssh' ? form : undefined;
}

function parseQuery(query: string): ReferenceAttribute {
  const attribute = attributeOfQuery(query);
  if (attribute) return attribute;
  throw invalid(messageFor('referenceQuery'));
}

function charactersSentence(part: string): Message {
  const refused = [...part].find((character) => !partPattern.test(character)) ?? '';
  const shown = /^[\x21-\x7e]$/.test(refused) ? ` (${refused})` : '';
  return messageFor('referenceCharacter', { shown });
}

function invalid(says: Message): LatchkeyError {
  return new LatchkeyError('reference_invalid', { says });
}
