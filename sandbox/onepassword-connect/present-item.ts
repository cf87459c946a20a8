import { type Category, categoryOf } from '../categories';
import type { JsonObject } from '../json';
import type { Account, Item, Vault } from '../model';
import { Refusal } from '../refusal';
import { vaultName } from '../vaults';
import { objectsIn, readableDetails, readableOverview, textIn } from './content';
import { type ConnectField, type ConnectSection, presentFields, presentSections } from './present-fields';
import { type ConnectFile, presentFiles } from './present-files';

/** An item as Connect lists it. */
export type ConnectItem = {
  id: string;
  title: string;
  tags: string[];
  vault: { id: string; name: string };
  category: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  lastEditedBy: string;
  additionalInformation?: string;
  urls?: { primary?: true; label: string; href: string }[];
};

/** An item with its values, as Connect answers one. */
export type ConnectFullItem = ConnectItem & {
  sections?: ConnectSection[];
  fields: ConnectField[];
  files?: ConnectFile[];
};

/** The item as Connect lists it. An overview that nobody can read gives an empty title and no tags (assumed). */
export function presentItem(account: Account, vault: Vault, item: Item): ConnectItem {
  const overview = readableOverview(item) ?? {};
  const tags = Array.isArray(overview.tags) ? overview.tags.map(textIn) : [];
  const urls = urlsOf(overview);
  const information = textIn(overview.ainfo);
  return {
    id: item.id,
    title: textIn(overview.title),
    tags,
    vault: { id: vault.id, name: vaultName(vault) },
    category: categories[categoryOf(item.templateNumber)],
    version: item.version,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    lastEditedBy: account.ownerUuid,
    ...(information === '' ? {} : { additionalInformation: information }),
    ...(urls.length === 0 ? {} : { urls }),
  };
}

/** The item with its values, one-time passwords as of now. Refuses with 500 when it cannot be read (assumed). */
export function presentFullItem(account: Account, vault: Vault, item: Item): ConnectFullItem {
  const details = detailsToShow(item);
  const sections = presentSections(details);
  const files = presentFiles(details, { vault: vault.id, item: item.id });
  return {
    ...presentItem(account, vault, item),
    ...(sections.length === 0 ? {} : { sections }),
    fields: presentFields(details, account.now()),
    ...(files.length === 0 ? {} : { files }),
  };
}

/** The details of an item; refuses with 500 when these or the overview cannot be read. */
export function detailsToShow(item: Item): JsonObject {
  const details = readableDetails(item);
  if (details === undefined || readableOverview(item) === undefined) {
    throw new Refusal(500, `Unable to decrypt item ${item.id}`);
  }
  return details;
}

function urlsOf(overview: JsonObject): NonNullable<ConnectItem['urls']> {
  return objectsIn(overview.URLs).map((url, index) => ({
    ...(index === 0 ? { primary: true as const } : {}),
    label: textIn(url.l),
    href: textIn(url.u),
  }));
}

// Connect's names by the SDK's (the specification's schema Item); it knows no crypto wallets, so they are CUSTOM (assumed).
const categories: Record<Category, string> = {
  Login: 'LOGIN',
  CreditCard: 'CREDIT_CARD',
  SecureNote: 'SECURE_NOTE',
  Identity: 'IDENTITY',
  Password: 'PASSWORD',
  Document: 'DOCUMENT',
  SoftwareLicense: 'SOFTWARE_LICENSE',
  BankAccount: 'BANK_ACCOUNT',
  Database: 'DATABASE',
  DriverLicense: 'DRIVER_LICENSE',
  OutdoorLicense: 'OUTDOOR_LICENSE',
  Membership: 'MEMBERSHIP',
  Passport: 'PASSPORT',
  Rewards: 'REWARD_PROGRAM',
  SocialSecurityNumber: 'SOCIAL_SECURITY_NUMBER',
  Router: 'WIRELESS_ROUTER',
  Server: 'SERVER',
  Email: 'EMAIL_ACCOUNT',
  ApiCredentials: 'API_CREDENTIAL',
  MedicalRecord: 'MEDICAL_RECORD',
  SshKey: 'SSH_KEY',
  CryptoWallet: 'CUSTOM',
  Unsupported: 'CUSTOM',
};
