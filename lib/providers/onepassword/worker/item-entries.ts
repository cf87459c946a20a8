import { type Item, type ItemField, ItemFieldType } from '@1password/sdk';
import type { Entry } from '@/lib/providers/onepassword/items/entry';
import { sectionsOf } from '@/lib/providers/onepassword/items/item-index';

/**
 * Everything of an item that `items.get` shows, as references name it in @1password/sdk 0.5.0 (found by experiment). Not
 * shown, yet readable by reference: further fields of a Login's web form.
 */
export function entriesOf(item: Item): Entry[] {
  const files = item.files.map(({ attributes, fieldId, sectionId }) =>
    fileEntry(fieldId, attributes.name, inSection(item, sectionId)),
  );
  const document = item.document ? [fileEntry(item.document.name, item.document.name, 'outside')] : [];
  const fields = item.fields.map((field) => fieldEntry(item, field));
  return [...fields, ...sshEntries(item), notesEntry(item.notes), ...files, ...document];
}

function fieldEntry(item: Item, field: ItemField): Entry {
  const { id, title, fieldType: type } = field;
  return { id, title, type, place: placeOf(item, field), value: shownValueOf(field), code: codeOf(field) };
}

// Web-form fields have no section, fields outside sections the nameless one; of unsupported ones it is not told.
function placeOf(item: Item, { sectionId, fieldType }: ItemField): Entry['place'] {
  if (fieldType === ItemFieldType.Unsupported) return 'unknown';
  return typeof sectionId === 'string' ? inSection(item, sectionId) : 'outside';
}

// Where two sections have one id, it cannot be seen which of them a field is in.
function inSection(item: Item, sectionId: string): Entry['place'] {
  return sectionsOf(item).withId(sectionId).length === 1 ? { sectionId } : 'unknown';
}

const plainTypes: readonly string[] = [
  ItemFieldType.Text,
  ItemFieldType.Concealed,
  ItemFieldType.CreditCardType,
  ItemFieldType.CreditCardNumber,
  ItemFieldType.Phone,
  ItemFieldType.Url,
  ItemFieldType.Email,
  ItemFieldType.Reference,
  ItemFieldType.Menu,
  ItemFieldType.Totp,
];

// An empty value of other types means "cannot be read" to resolve, and outside of sections that the field may not be there.
function shownValueOf({ fieldType, sectionId, value }: ItemField): string | undefined {
  if (fieldType === ItemFieldType.Unsupported) return undefined;
  const isTold = plainTypes.includes(fieldType) && typeof sectionId === 'string';
  return value === '' && !isTold ? undefined : value;
}

function codeOf({ details }: ItemField): string | undefined {
  return details?.type === 'Otp' ? (details.content.code ?? undefined) : undefined;
}

// A private key's public parts answer to these names in every item that holds one.
function sshEntries({ fields }: Item): Entry[] {
  return fields.flatMap((field) => (field.fieldType === ItemFieldType.SshKey ? publicPartsOf(field) : []));
}

function publicPartsOf({ details }: ItemField): Entry[] {
  const parts = details?.type === 'SshKey' ? details.content : undefined;
  const part = { type: 'SshPublicPart', place: 'outside' } as const;
  return [
    { ...part, id: 'public_key', title: 'public key', value: parts?.publicKey },
    { ...part, id: 'fingerprint', title: 'fingerprint', value: parts?.fingerprint },
    // Written "ed25519" by resolve and "Ed25519" in the details.
    { ...part, id: 'key_type', title: 'key type' },
  ];
}

// Empty notes and none look alike here, and not to resolve.
function notesEntry(notes: string): Entry {
  const entry = { id: 'notesPlain', title: 'notes', type: 'Notes' };
  return notes === '' ? { ...entry, place: 'unknown' } : { ...entry, place: 'outside', value: notes };
}

function fileEntry(id: string, title: string, place: Entry['place']): Entry {
  return { id, title, place, type: 'File' };
}
