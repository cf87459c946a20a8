import { isObject, type JsonObject } from '../json';
import { objectsIn, textIn } from './content';
import { oneTimePassword } from './totp';

/** A section of an item. */
export type ConnectSection = { id: string; label?: string };

/** A field of an item. Without a `value` it has none. `totp` is the code of the moment, beside the seed in `value`. */
export type ConnectField = {
  id: string;
  section?: ConnectSection;
  type: string;
  purpose?: 'USERNAME' | 'PASSWORD' | 'NOTES';
  label: string;
  value?: string;
  totp?: string;
  entropy?: number;
};

/** The sections of an item's details, without the nameless one. */
export function presentSections(details: JsonObject): ConnectSection[] {
  return objectsIn(details.sections).flatMap((section) => sectionReference(section) ?? []);
}

/**
 * The fields of an item's details: web form, password, notes, then those of the sections, without files. One-time passwords
 * are those of `nowMs`, milliseconds since 1970. As in Connect, notes are a field of every item, without a value when there
 * are none (assumed).
 */
export function presentFields(details: JsonObject, nowMs: number): ConnectField[] {
  const sectionFields = objectsIn(details.sections).flatMap((section) =>
    objectsIn(section.fields)
      .filter((field) => field.k !== 'file')
      .map((field) => sectionField(field, sectionReference(section), nowMs)),
  );
  return [
    ...objectsIn(details.fields).map(webField),
    ...(details.password === undefined ? [] : [purposeField('password', details.password)]),
    purposeField('notesPlain', details.notesPlain),
    ...sectionFields,
  ];
}

/** What fields and files say of the section they are in; undefined for the nameless section. */
export function sectionReference(section: JsonObject): ConnectSection | undefined {
  const id = textIn(section.name);
  const label = textIn(section.title);
  if (id === '' && label === '') return undefined;
  return label === '' ? { id } : { id, label };
}

const purposes = {
  username: { type: 'STRING', purpose: 'USERNAME' },
  password: { type: 'CONCEALED', purpose: 'PASSWORD' },
  notesPlain: { type: 'STRING', purpose: 'NOTES' },
} as const;

function purposeField(id: keyof typeof purposes, value: unknown): ConnectField {
  const field: ConnectField = { id, ...purposes[id], label: id, ...valueMember(value) };
  if (id === 'password' && field.value) field.entropy = entropyBits(field.value);
  return field;
}

// The type letters of a web form's fields; the fields without a letter here are texts.
const webTypes = new Map([
  ['P', 'CONCEALED'],
  ['E', 'EMAIL'],
  ['U', 'URL'],
  ['TEL', 'PHONE'],
]);

function webField(field: JsonObject): ConnectField {
  const { designation, value } = field;
  if (designation === 'username' || designation === 'password') return purposeField(designation, value);
  const type = webTypes.get(textIn(field.type)) ?? 'STRING';
  return { id: textIn(field.id), type, label: textIn(field.name), ...valueMember(value) };
}

// Connect's names of field types by the kind letters of the account; another kind is UNKNOWN, as in github.com/1Password/connect-sdk-go.
const types = new Map([
  ['string', 'STRING'],
  ['concealed', 'CONCEALED'],
  ['URL', 'URL'],
  ['email', 'EMAIL'],
  ['phone', 'PHONE'],
  ['date', 'DATE'],
  ['monthYear', 'MONTH_YEAR'],
  ['address', 'ADDRESS'],
  ['menu', 'MENU'],
  ['reference', 'REFERENCE'],
  ['cctype', 'CREDIT_CARD_TYPE'],
  ['gender', 'GENDER'],
  ['sshKey', 'SSHKEY'],
]);

function sectionField(field: JsonObject, section: ConnectSection | undefined, nowMs: number): ConnectField {
  const id = textIn(field.n);
  const type = typeOf(id, textIn(field.k));
  const totp = type === 'OTP' ? oneTimePassword(textIn(field.v), nowMs) : undefined;
  return {
    id,
    ...(section === undefined ? {} : { section }),
    type,
    label: textIn(field.t),
    ...valueMember(field.v),
    ...(totp === undefined ? {} : { totp }),
  };
}

function typeOf(id: string, kind: string): string {
  if (kind === 'concealed' && id.startsWith('TOTP_')) return 'OTP';
  if (kind === 'string' && id.startsWith('ccnum')) return 'CREDIT_CARD_NUMBER';
  return types.get(kind) ?? 'UNKNOWN';
}

// Values are texts: dates their Unix seconds, months YYYYMM, addresses their parts in one line (all three assumed).
function valueMember(value: unknown): { value?: string } {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) return { value: String(value) };
  const parts = ['street', 'city', 'state', 'zip', 'country'].map((part) => textIn(value[part]));
  return { value: parts.filter((part) => part !== '').join(', ') };
}

// An upper bound: as if each of the 95 printable characters of ASCII were as likely.
function entropyBits(password: string): number {
  return Math.round(password.length * Math.log2(95));
}
