import type { Section } from './details';
import { type FieldInput, type FieldType, type SectionField, sectionField } from './fields';
import type { KeepFile } from './files';
import { newId } from './ids';
import { type ItemAddress, itemOf, keepFileIn, touchItem } from './items';
import { isObject, type JsonObject } from './json';
import type { Account } from './model';
import { Refusal } from './refusal';

/** Which field of an item is meant: by its id or its label, in any section unless one is named by id or title. */
export type FieldPlace = ItemAddress & { field: string; section?: string };

/** A new value of a field. `type` counts where the field is not there yet. */
export type FieldChange = FieldPlace & { value: unknown; type?: FieldType };

/** Gives a field another value. A field that is not there is made, outside any section or in the named one. */
export function setField(account: Account, change: FieldChange): void {
  const { vault, item } = itemOf(account, change);
  const details = copyOf(item.details);
  const isLoose = change.section === undefined;
  if (!isLoose || !setLooseValue(details, change.field, change.value)) {
    setSectionValue(details, change, keepFileIn(account, vault));
  }
  item.details = details;
  delete item.raw?.details;
  touchItem(account, vault, item);
}

/** Removes a field; refuses with 404 when there is none. */
export function removeField(account: Account, place: FieldPlace): void {
  const { vault, item } = itemOf(account, place);
  const details = copyOf(item.details);
  const before = JSON.stringify(details);
  if (place.section === undefined) {
    details.fields = webFieldsOf(details).filter((field) => !isWebField(field, place.field));
  }
  for (const section of sectionsOf(details, place.section)) {
    section.fields = section.fields.filter((field) => !answersTo(field, place.field));
  }
  if (JSON.stringify(details) === before) throw new Refusal(404, `There is no field ${place.field}.`);
  item.details = details;
  delete item.raw?.details;
  touchItem(account, vault, item);
}

// The values that an item holds outside its sections: web form, notes, the password of a Password item.
function setLooseValue(details: JsonObject, field: string, value: unknown): boolean {
  const webField = webFieldsOf(details).find((each) => isWebField(each, field));
  if (webField !== undefined) webField.value = value;
  else if (field === 'notesPlain' || field === 'notes') details.notesPlain = value;
  else if (field === 'password' && details.password !== undefined) details.password = value;
  else return false;
  return true;
}

function setSectionValue(details: JsonObject, change: FieldChange, keepFile: KeepFile): void {
  const known = sectionsOf(details, change.section)
    .flatMap((section) => section.fields)
    .find((field) => answersTo(field, change.field));
  if (known === undefined) {
    const input: FieldInput = { label: change.field, value: change.value };
    if (change.type !== undefined) input.type = change.type;
    sectionToFill(details, change.section).fields.push(sectionField(input, keepFile));
  } else if (known.k === 'file' || known.k === 'sshKey') {
    const type = known.k === 'file' ? 'File' : 'SshKey';
    Object.assign(known, sectionField({ id: known.n, label: known.t, type, value: change.value }, keepFile));
  } else {
    known.v = change.value;
  }
}

function sectionToFill(details: JsonObject, title: string | undefined): Section {
  const known = sectionsOf(details, title ?? '')[0];
  if (known !== undefined) return known;
  const section: Section = { name: title === undefined ? '' : newId(), title: title ?? '', fields: [] };
  details.sections = [...sectionsOf(details, undefined), section];
  return section;
}

function sectionsOf(details: JsonObject, wanted: string | undefined): Section[] {
  const sections: unknown[] = Array.isArray(details.sections) ? details.sections : [];
  return sections.filter(
    (section): section is Section =>
      isSection(section) && (wanted === undefined || section.name === wanted || section.title === wanted),
  );
}

function webFieldsOf(details: JsonObject): JsonObject[] {
  return Array.isArray(details.fields) ? details.fields.filter(isObject) : [];
}

function isSection(value: unknown): value is Section {
  return isObject(value) && typeof value.name === 'string' && Array.isArray(value.fields);
}

function isWebField(field: JsonObject, name: string): boolean {
  return field.id === name || field.designation === name || field.name === name;
}

function answersTo(field: SectionField, name: string): boolean {
  return field.n === name || field.t.toLowerCase() === name.toLowerCase();
}

function copyOf(details: unknown): JsonObject {
  if (!isObject(details)) throw new Refusal(409, 'The details of the item are no object.');
  return structuredClone(details);
}
