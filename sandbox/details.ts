import type { Category } from './categories';
import { type FieldInput, type SectionField, sectionField, type WebFieldInput, webField } from './fields';
import type { FileContent, KeepFile } from './files';
import { newId } from './ids';
import type { JsonObject } from './json';

/** A section with its fields. Without an id it gets a new one; id "" and title "" make the nameless section. */
export type SectionInput = { id?: string; title: string; fields: FieldInput[] };

/** What an item holds beside its title and category. */
export type ItemContent = {
  /** Of a Login: its web form. Of a Password item: `password`. Elsewhere: fields outside any section. */
  username?: string;
  password?: string;
  /** Further fields of a Login's web form. */
  webFields?: WebFieldInput[];
  /** Fields outside any section. */
  fields?: FieldInput[];
  sections?: SectionInput[];
  notes?: string;
  tags?: string[];
  urls?: { label?: string; url: string }[];
  /** The file of a Document. */
  document?: FileContent;
};

/** A section as it travels. */
export type Section = { name: string; title: string; fields: SectionField[] };

/** The plaintext of an item's overview: what lists show. */
export function overviewOf(title: string, content: ItemContent): JsonObject {
  const urls = (content.urls ?? []).map(({ label, url }) => ({ l: label ?? 'website', u: url }));
  return {
    title,
    ainfo: content.username ?? '',
    ...(urls[0] === undefined ? {} : { url: urls[0].u, URLs: urls }),
    ...(content.tags === undefined ? {} : { tags: content.tags }),
  };
}

/** The plaintext of an item's details: its fields and values. */
export function detailsOf(category: Category, content: ItemContent, keepFile: KeepFile): JsonObject {
  const loose = [...credentialFields(category, content), ...(content.fields ?? [])];
  const sections = (content.sections ?? []).map((section) => sectionOf(section, keepFile));
  if (loose.length > 0) sections.unshift(sectionOf({ id: '', title: '', fields: loose }, keepFile));
  const ownPassword = category === 'Password' ? content.password : undefined;
  return {
    ...(category === 'Login' || content.webFields ? { fields: webFieldsOf(category, content) } : {}),
    sections,
    ...(content.notes === undefined ? {} : { notesPlain: content.notes }),
    ...(ownPassword === undefined ? {} : { password: ownPassword }),
    ...(content.document === undefined ? {} : { documentAttributes: keepFile(content.document) }),
  };
}

function sectionOf(input: SectionInput, keepFile: KeepFile): Section {
  const fields = input.fields.map((field) => sectionField(field, keepFile));
  return { name: input.id ?? newId(), title: input.title, fields };
}

function webFieldsOf(category: Category, content: ItemContent): JsonObject[] {
  const own: WebFieldInput[] = [];
  if (category === 'Login' && content.username !== undefined) {
    own.push({ name: 'username', value: content.username, type: 'T', designation: 'username' });
  }
  if (category === 'Login' && content.password !== undefined) {
    own.push({ name: 'password', value: content.password, type: 'P', designation: 'password' });
  }
  return [...own, ...(content.webFields ?? [])].map(webField);
}

function credentialFields(category: Category, content: ItemContent): FieldInput[] {
  if (category === 'Login') return [];
  const fields: FieldInput[] = [];
  if (content.username !== undefined) {
    fields.push({ id: 'username', label: 'username', value: content.username });
  }
  if (content.password !== undefined && category !== 'Password') {
    fields.push({ id: 'password', label: 'password', type: 'Concealed', value: content.password });
  }
  return fields;
}
