import { isCategory } from './categories';
import type { ItemContent, SectionInput } from './details';
import type { VariableInput } from './environments';
import { type FieldInput, type FieldType, fieldKinds, type WebFieldInput } from './fields';
import type { FileContent } from './files';
import type { ItemInput } from './items';
import { type JsonObject, listOf, objectOf, optionalTextOf, textOf, textsOf } from './json';
import type { RawContent, RawPlaintext } from './model';
import { Refusal } from './refusal';

/** Reads an item to be made, as `createItem` takes it; refuses with 400. */
export function itemInput(body: JsonObject, vault: string): ItemInput {
  const category = optionalTextOf(body, 'category');
  if (category !== undefined && !isCategory(category)) throw new Refusal(400, 'There is no such category.');
  return {
    ...contentOf(body),
    vault,
    title: textOf(body, 'title'),
    ...(category === undefined ? {} : { category }),
    ...optional('id', optionalTextOf(body, 'id')),
    ...(body.archived === true ? { archived: true } : {}),
    ...(body.overview === undefined ? {} : { overview: body.overview }),
    ...(body.details === undefined ? {} : { details: body.details }),
    ...(body.raw === undefined ? {} : { raw: rawContent(objectOf(body.raw, '"raw"')) }),
  };
}

/** Reads plaintexts to be sealed as they stand, each `{text}` or `{base64}`; refuses with 400. */
export function rawContent(object: JsonObject): RawContent {
  return {
    ...optional('overview', rawPlaintext(object, 'overview')),
    ...optional('details', rawPlaintext(object, 'details')),
  };
}

function rawPlaintext(object: JsonObject, key: string): RawPlaintext | undefined {
  if (object[key] === undefined) return undefined;
  const given = objectOf(object[key], `"${key}"`);
  const text = optionalTextOf(given, 'text');
  return text === undefined ? { base64: textOf(given, 'base64') } : { text };
}

/** Reads the variables of an Environment to be made, by name; refuses with 400. */
export function variablesInput(body: JsonObject): VariableInput[] {
  const given = body.variables === undefined ? {} : objectOf(body.variables, '"variables"');
  return Object.keys(given).map((name) => ({ name, value: textOf(given, name) }));
}

/** Reads a type of field, or undefined when none is told; refuses with 400. */
export function fieldTypeOf(object: JsonObject): FieldType | undefined {
  const type = optionalTextOf(object, 'type');
  if (type === undefined || isFieldType(type)) return type;
  throw new Refusal(400, 'There is no such type of field.');
}

function contentOf(body: JsonObject): ItemContent {
  return {
    ...optional('username', optionalTextOf(body, 'username')),
    ...optional('password', optionalTextOf(body, 'password')),
    ...optional('notes', optionalTextOf(body, 'notes')),
    ...optional('tags', body.tags === undefined ? undefined : textsOf(body, 'tags')),
    ...optional('fields', listIn(body, 'fields', fieldInput)),
    ...optional('webFields', listIn(body, 'webFields', webFieldInput)),
    ...optional('sections', listIn(body, 'sections', sectionInput)),
    ...optional('urls', listIn(body, 'urls', urlInput)),
    ...optional('document', body.document === undefined ? undefined : fileInput(body.document)),
  };
}

function sectionInput(object: JsonObject): SectionInput {
  const fields = listIn(object, 'fields', fieldInput) ?? [];
  return { title: textOf(object, 'title'), fields, ...optional('id', optionalTextOf(object, 'id')) };
}

function fieldInput(object: JsonObject): FieldInput {
  return {
    label: textOf(object, 'label'),
    ...optional('id', optionalTextOf(object, 'id')),
    ...optional('type', fieldTypeOf(object)),
    ...optional('kind', optionalTextOf(object, 'kind')),
    ...(object.value === undefined ? {} : { value: object.value }),
  };
}

function webFieldInput(object: JsonObject): WebFieldInput {
  return {
    name: textOf(object, 'name'),
    ...optional('id', optionalTextOf(object, 'id')),
    ...optional('type', optionalTextOf(object, 'type')),
    ...optional('designation', optionalTextOf(object, 'designation')),
    ...(object.value === undefined ? {} : { value: object.value }),
  };
}

function urlInput(object: JsonObject): { label?: string; url: string } {
  return { url: textOf(object, 'url'), ...optional('label', optionalTextOf(object, 'label')) };
}

function fileInput(value: unknown): FileContent {
  const file = objectOf(value, '"document"');
  return { name: textOf(file, 'name'), content: textOf(file, 'content') };
}

function listIn<T>(object: JsonObject, key: string, read: (entry: JsonObject) => T): T[] | undefined {
  if (object[key] === undefined) return undefined;
  return listOf(object, key).map((entry) => read(objectOf(entry, `An entry of "${key}"`)));
}

function optional<K extends string, T>(key: K, value: T | undefined): { [key in K]?: T } {
  const object: { [key in K]?: T } = {};
  if (value !== undefined) object[key] = value;
  return object;
}

function isFieldType(text: string): text is FieldType {
  return Object.hasOwn(fieldKinds, text);
}
