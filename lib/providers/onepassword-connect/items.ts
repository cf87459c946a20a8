import { z } from 'zod';
import { messageFor } from '@/lib/kernel/message';
import type { BrowsedItem } from '@/lib/providers/contract';
import { cleanTitle } from '@/lib/providers/onepassword/items/clean-title';
import type { Entry, ItemFrame } from '@/lib/providers/onepassword/items/entry';
import { ProviderFailure } from '@/lib/providers/provider-failure';

// What the API of Connect 1.7 answers (developer.1password.com/docs/connect/api-reference), as far as it is used. Whatever
// else an answer holds is left aside.
const idSchema = z.string().regex(/^[\da-z]{26}$/);
const timeSchema = z.string().refine((time) => !Number.isNaN(Date.parse(time)));

const vaultSchema = z.object({ id: idSchema, name: z.string().nullish(), items: z.number().nullish() });
const overviewSchema = z.object({
  id: idSchema,
  title: z.string().nullish(),
  category: z.string().nullish(),
  version: z.number().nullish(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  state: z.string().nullish(),
});
const itemSchema = overviewSchema.extend({
  vault: z.object({ id: idSchema }),
  sections: z.array(z.unknown()).nullish(),
  fields: z.array(z.unknown()).nullish(),
  files: z.array(z.unknown()).nullish(),
});
const sectionSchema = z.object({ id: z.string(), label: z.string().nullish() });
const placeSchema = z.object({ id: z.string() }).nullish();
const fieldSchema = z.object({
  id: z.string(),
  label: z.string().nullish(),
  type: z.string().nullish(),
  purpose: z.string().nullish(),
  value: z.string().nullish(),
  totp: z.string().nullish(),
  section: placeSchema,
});
const fileSchema = z.object({ id: z.string(), name: z.string(), section: placeSchema });

export interface ConnectVault {
  id: string;
  title: string;
  itemCount: number;
}

/** An item as it was read: what references may name, and what is shown of it. */
export interface ConnectItem {
  frame: ItemFrame;
  entries: readonly Entry[];
  shown: BrowsedItem;
}

const nameless = { id: '', title: '' };

/** An item whose contents have another shape than is known: its own trouble, and nobody else's. */
export const itemUnreadable = new ProviderFailure(
  { code: 'secret_unreadable', says: messageFor('connectItemUnreadable'), isCertain: true },
  'item',
);

/** The vaults of an answer. Undefined: it is no list of vaults. */
export function vaultsOf(answer: unknown): ConnectVault[] | undefined {
  const read = z.array(vaultSchema).safeParse(answer);
  return read.data?.map(({ id, name, items }) => ({ id, title: name ?? '', itemCount: items ?? 0 }));
}

/** The items of a list. One that cannot be read is left out. Undefined: it is no list. */
export function overviewsOf(answer: unknown): BrowsedItem[] | undefined {
  if (!Array.isArray(answer)) return undefined;
  return answer.flatMap((each) => {
    const read = overviewSchema.safeParse(each);
    return read.success ? [shownOf(read.data)] : [];
  });
}

/** One item of an answer. Throws `itemUnreadable`, or when it is another item than the one asked for. */
export function itemOf(answer: unknown, asked: { vaultId: string; itemId: string }): ConnectItem {
  const read = itemSchema.safeParse(answer);
  if (!read.success) throw itemUnreadable;
  const { id, vault, title, version, updatedAt, sections, fields, files } = read.data;
  if (id !== asked.itemId || vault.id !== asked.vaultId)
    throw new ProviderFailure({
      code: 'provider_unavailable',
      says: messageFor('itemOther'),
      isCertain: false,
    });
  const frame: ItemFrame = {
    id,
    vaultId: vault.id,
    title: title ?? '',
    // Connect shows every field: there is none behind those of a Login.
    category: '',
    sections: [nameless, ...sectionsOf(sections ?? [])],
    version: Math.max(0, Math.trunc(version ?? 0)),
    updatedAt: new Date(updatedAt),
  };
  const known = new Set(frame.sections.map((section) => section.id));
  const entries = [
    ...(fields ?? []).flatMap((field) => entryOfField(field, known)),
    ...(files ?? []).flatMap((file) => entryOfFile(file, known)),
  ];
  return { frame, entries, shown: shownOf(read.data) };
}

function shownOf({ id, title, category, createdAt, updatedAt, state }: z.infer<typeof overviewSchema>) {
  return {
    id,
    title: cleanTitle(title ?? ''),
    category: categories[category ?? ''] ?? 'Custom',
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    ...(state === 'ARCHIVED' ? { isArchived: true as const } : {}),
  };
}

function sectionsOf(sections: readonly unknown[]) {
  return sections.flatMap((section) => {
    const { data } = sectionSchema.safeParse(section);
    return data && data.id !== '' ? [{ id: data.id, title: data.label ?? '' }] : [];
  });
}

function entryOfField(field: unknown, sections: ReadonlySet<string>): Entry[] {
  const { data } = fieldSchema.safeParse(field);
  if (!data) return unknownEntry(field);
  const isNotes = data.purpose === 'NOTES';
  // Every item has the place for them.
  if (isNotes && !data.value) return [];
  const type = isNotes ? 'Notes' : (fieldTypes[data.type ?? ''] ?? 'Text');
  // Notes, and the name and password of a web form, lie in no section: by the SDK's rules a reference with one names them never.
  const isOutside = Boolean(data.purpose);
  return [
    {
      id: data.id,
      title: isNotes ? 'notes' : (data.label ?? ''),
      type,
      place: isOutside && !data.section ? 'outside' : placeOf(data.section?.id ?? '', sections),
      value: givenText(type, data.value ?? ''),
      ...(data.totp ? { code: data.totp } : {}),
    },
  ];
}

/** Days and months as the SDK gives them: who moves between a service account and a Connect server gets the same texts. */
function givenText(type: string, value: string): string {
  const [, year, month] = /^(\d{4})(\d{2})$/.exec(value) ?? [];
  if (type === 'MonthYear' && year && month) return `${month}/${year}`;
  if (type !== 'Date' || !/^-?\d{1,12}$/.test(value)) return value;
  const day = new Date(Number(value) * 1_000);
  return Number.isNaN(day.getTime()) ? value : day.toISOString().slice(0, 10);
}

function entryOfFile(file: unknown, sections: ReadonlySet<string>): Entry[] {
  const { data } = fileSchema.safeParse(file);
  if (!data) return unknownEntry(file);
  const place = data.section ? placeOf(data.section.id, sections) : 'outside';
  return [{ id: data.id, title: data.name, type: 'File', place }];
}

function placeOf(sectionId: string, sections: ReadonlySet<string>): Entry['place'] {
  return sections.has(sectionId) ? { sectionId } : 'unknown';
}

/** Something of another shape than is known: what has its name is not found by guessing. */
function unknownEntry(odd: unknown): Entry[] {
  const { id, label, name } = Object(odd);
  const texts = [id, label ?? name].map((text) => (typeof text === 'string' ? text : ''));
  return [{ id: texts[0] ?? '', title: texts[1] ?? '', type: 'Unsupported', place: 'unknown' }];
}

/** Connect's types by the SDK's names, by which they are shown. */
const fieldTypes: Readonly<Record<string, string>> = {
  STRING: 'Text',
  CONCEALED: 'Concealed',
  EMAIL: 'Email',
  URL: 'Url',
  OTP: 'Totp',
  DATE: 'Date',
  MONTH_YEAR: 'MonthYear',
  MENU: 'Menu',
  PHONE: 'Phone',
  ADDRESS: 'Address',
  Address: 'Address',
  REFERENCE: 'Reference',
  SSHKEY: 'SshKey',
  CREDIT_CARD_NUMBER: 'CreditCardNumber',
  CREDIT_CARD_TYPE: 'CreditCardType',
};

const categories: Readonly<Record<string, string>> = {
  LOGIN: 'Login',
  PASSWORD: 'Password',
  API_CREDENTIAL: 'ApiCredentials',
  SERVER: 'Server',
  DATABASE: 'Database',
  CREDIT_CARD: 'CreditCard',
  MEMBERSHIP: 'Membership',
  PASSPORT: 'Passport',
  SOFTWARE_LICENSE: 'SoftwareLicense',
  OUTDOOR_LICENSE: 'OutdoorLicense',
  SECURE_NOTE: 'SecureNote',
  WIRELESS_ROUTER: 'Router',
  BANK_ACCOUNT: 'BankAccount',
  DRIVER_LICENSE: 'DriverLicense',
  IDENTITY: 'Identity',
  REWARD_PROGRAM: 'Rewards',
  DOCUMENT: 'Document',
  EMAIL_ACCOUNT: 'Email',
  SOCIAL_SECURITY_NUMBER: 'SocialSecurityNumber',
  MEDICAL_RECORD: 'MedicalRecord',
  SSH_KEY: 'SshKey',
  CRYPTO_WALLET: 'CryptoWallet',
};
