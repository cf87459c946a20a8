import { getCached } from '@/lib/cache/memory';
import { environmentApp } from '@/lib/kernel/apps';
import type { Caller } from '@/lib/kernel/caller';
import { errorLike, isLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { environmentFieldName, isEnvironmentField, shownFieldName } from '@/lib/kernel/field-name';
import { type Message, messageFor } from '@/lib/kernel/message';
import type { Scoped } from '@/lib/kernel/permissions';
import { loadManager } from '@/lib/managers/load';
import { descriptorOf } from '@/lib/providers/descriptors';
import { parseLocator } from '@/lib/providers/references';
import { lookupOf } from '@/lib/secrets/cache-lookup';
import { reachManager } from '@/lib/secrets/manager';
import { openEntry } from '@/lib/secrets/sealed-entry';
import { bindFields, type FieldColumns } from './bind';
import { placeInEnvironment } from './environment-place';
import type { environmentInputSchema } from './environment-schema';
import { type SeenNames, seenNames } from './environment-stored';
import { variablesIn } from './environment-variables';
import type { FieldInput } from './schema';

type Wanted = ReturnType<typeof environmentInputSchema.parse>;

/**
 * Binds the fields that came in, and those that a whole Environment is kept as beside them, in one go. Throws as `bindFields` does,
 * and `invalid_input` for an Environment that cannot be one; what is about it is named `environment`.
 */
export function bindAll(
  caller: Caller,
  connection: Scoped & { app: string },
  {
    fields,
    environment,
  }: { fields: Readonly<Record<string, FieldInput>>; environment?: Wanted | null | undefined },
): Promise<FieldColumns[]> {
  return atEnvironment(environment, async () => {
    const given = await environmentFields(caller, connection.app, environment);
    const columns = await bindFields(caller, connection, { ...fields, ...given });
    return withEnvironment(columns, environment);
  });
}

/** One for all of its variables, or one for each of those that are wanted alone. They are bound as any field is. */
async function environmentFields(
  caller: Caller,
  app: string,
  wanted: Wanted | null | undefined,
): Promise<Record<string, FieldInput>> {
  if (!wanted) return {};
  const { secretManagerId, environmentId, prefix, only } = wanted;
  if (app !== environmentApp) throw wrong('environment', messageFor('environmentOfCustom'));
  const { provider } = await reached(caller, secretManagerId);
  const { environmentGrammar: grammar } = descriptorOf(provider);
  if (!grammar) throw wrong('environment.secretManagerId', messageFor('managerWithoutEnvironments'));
  if (!grammar.isId(environmentId)) throw wrong('environment.environmentId', messageFor('environmentById'));
  const boundTo = (name: string): FieldInput => ({
    secretManagerId,
    reference: grammar.locate({ vault: environmentId, item: '', field: name }).text,
    followName: false,
  });
  if (!only) return { [environmentFieldName(`${prefix}*`)]: boundTo('') };
  return Object.fromEntries(only.map((name) => [environmentFieldName(`${prefix}${name}`), boundTo(name)]));
}

async function reached(caller: Caller, id: string) {
  try {
    return await reachManager(caller, id);
  } catch (error) {
    if (!isLatchkeyError(error)) throw error;
    throw errorLike(error, { fields: { 'environment.secretManagerId': error.says } });
  }
}

function wrong(place: string, says: Message): LatchkeyError {
  return new LatchkeyError('invalid_input', { fields: { [place]: says } });
}

/** What it throws of fields of the Environment names the place in the input that it is about. */
async function atEnvironment<T>(wanted: Wanted | null | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isLatchkeyError(error) || !error.fields) throw error;
    const renamed = (paths: object) =>
      Object.fromEntries(Object.entries(paths).map(([path, told]) => [placeOf(path, wanted), told]));
    const codes = error.details?.fieldCodes;
    throw errorLike(error, {
      fields: renamed(error.fields),
      details: { ...error.details, ...(codes ? { fieldCodes: renamed(Object(codes)) } : {}) },
    });
  }
}

function placeOf(path: string, wanted: Wanted | null | undefined): string {
  const name = path.slice(fieldsPath.length);
  if (!wanted || !path.startsWith(fieldsPath) || !isEnvironmentField(name)) return path;
  return placeInEnvironment(wanted.only ? shownFieldName(name).slice(wanted.prefix.length) : '');
}

const fieldsPath = 'fields.';

/** The columns of what was bound, those of the Environment with its prefix and the names that its variables have now. */
async function withEnvironment(
  columns: readonly FieldColumns[],
  wanted: Wanted | null | undefined,
): Promise<FieldColumns[]> {
  const all = columns.map(async (column): Promise<FieldColumns> => {
    if (!wanted || !isEnvironmentField(column.name)) return column;
    const seen = wanted.only ? undefined : await namesNow(column);
    return { ...column, environment: { prefix: wanted.prefix, ...(seen ? { seen } : {}) } };
  });
  return Promise.all(all);
}

/** By what binding it has just read. Undefined: it could not be asked. */
async function namesNow({ secretManagerId, reference }: FieldColumns): Promise<SeenNames | undefined> {
  const manager = secretManagerId === null ? undefined : await loadManager(secretManagerId);
  if (!manager || reference === null) return undefined;
  const entry = getCached(lookupOf(manager, parseLocator(reference)).key);
  const value = entry?.state === 'value' ? openEntry(entry) : undefined;
  return entry && value && seenNames([...variablesIn(value).keys()], entry);
}
