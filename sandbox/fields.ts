import type { FileContent, KeepFile } from './files';
import { newId } from './ids';
import type { JsonObject } from './json';
import { Refusal } from './refusal';
import { newSshKey } from './ssh-key';

/** The kind letters of fields in sections, by the SDK's names for their types. */
export const fieldKinds = {
  Text: 'string',
  Concealed: 'concealed',
  Url: 'URL',
  Email: 'email',
  Phone: 'phone',
  Date: 'date',
  MonthYear: 'monthYear',
  Address: 'address',
  Menu: 'menu',
  Reference: 'reference',
  CreditCardType: 'cctype',
  CreditCardNumber: 'string',
  Gender: 'gender',
  Totp: 'concealed',
  SshKey: 'sshKey',
  File: 'file',
} as const;

/** A type of field. */
export type FieldType = keyof typeof fieldKinds;

/**
 * A field of a section. Type `Text` unless told. `value`: text; Unix seconds for `Date`; the number YYYYMM for
 * `MonthYear`; an object for `Address`; `{name, content}` for `File`; a PEM, or nothing for a new key, for `SshKey`.
 * Without a value the field has none on the wire. `kind` replaces the kind letter, to make fields nobody knows.
 */
export type FieldInput = { id?: string; label: string; type?: FieldType; value?: unknown; kind?: string };

/** A field of a Login's web form. It answers to its id and to its designation, not to its name. */
export type WebFieldInput = {
  id?: string;
  name: string;
  value?: unknown;
  type?: string;
  designation?: string;
};

/** A field as it travels inside a section. */
export type SectionField = { n: string; t: string; k: string; v?: unknown; a?: unknown };

/** Builds a section's field; a file's content goes to `keepFile`. */
export function sectionField(input: FieldInput, keepFile: KeepFile): SectionField {
  const type = input.type ?? 'Text';
  const base = { n: fieldId(type, input.id ?? newId()), t: input.label, k: input.kind ?? fieldKinds[type] };
  switch (type) {
    case 'SshKey': {
      const key = newSshKey(typeof input.value === 'string' ? input.value : undefined);
      return { ...base, v: key.privateKey, a: { sshKeyAttributes: key } };
    }
    case 'File':
      return { ...base, v: keepFile(fileContentOf(input)) };
    default:
      return input.value === undefined ? base : { ...base, v: input.value };
  }
}

/** Builds a web form's field. */
export function webField(input: WebFieldInput): JsonObject {
  return {
    name: input.name,
    id: input.id ?? input.name,
    type: input.type ?? 'T',
    ...(input.value === undefined ? {} : { value: input.value }),
    ...(input.designation === undefined ? {} : { designation: input.designation }),
  };
}

// The client knows one-time passwords and card numbers by how the field's id begins.
function fieldId(type: FieldType, id: string): string {
  if (type === 'Totp' && !id.startsWith('TOTP_')) return `TOTP_${id}`;
  if (type === 'CreditCardNumber' && !id.startsWith('ccnum')) return `ccnum${id}`;
  return id;
}

function fileContentOf(input: FieldInput): FileContent {
  const value: unknown = input.value;
  if (typeof value !== 'object' || value === null || !('name' in value) || !('content' in value)) {
    throw new Refusal(400, 'The value of a file field is {name, content}.');
  }
  const { name, content } = value;
  if (typeof name !== 'string') throw new Refusal(400, 'The name of a file is a text.');
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) {
    throw new Refusal(400, 'The content of a file is a text or bytes.');
  }
  return { name, content };
}
