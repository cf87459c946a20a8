import { z } from 'zod';
import { scopedOf } from '@/lib/access/may';
import { type SealContext, sealContext } from '@/lib/crypto/context';
import { openPlain, seal } from '@/lib/crypto/envelope';
import { isSecretField } from '@/lib/kernel/apps';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { isEnvironmentField } from '@/lib/kernel/field-name';
import { scopes } from '@/lib/kernel/scope';
import { SecretValue } from '@/lib/kernel/secret-value';
import { titlesOf } from '@/lib/managers/bound-titles';
import { keyring } from '@/lib/platform/keyring';
import { heldEnvironment } from './environment-stored';
import { openSetting, openTextToEdit } from './literal';
import type { ConnectionRow } from './present';
import { connectionViewSchema } from './schema';

// A field is written as a new row each time, so that its id tells whether a typed secret is still the same one.
const typedSchema = z.object({ name: z.string(), kind: z.literal('secret'), id: z.string() });
const valueSchema = z.object({ name: z.string(), kind: z.literal('value'), value: z.string() });
const boundSchema = z.object({
  name: z.string(),
  kind: z.literal('bound'),
  secretManagerId: z.string().nullable(),
  secretManagerName: z.string(),
  reference: z.string(),
  shownReference: z.string(),
  titles: z.record(z.string(), z.string()).optional(),
  text: z.string().optional(),
  followName: z.boolean().nullable(),
});
const environmentSchema = z.object({
  secretManagerId: z.string().nullable(),
  secretManagerName: z.string(),
  environmentId: z.string(),
  title: z.string(),
  prefix: z.string(),
  only: z.array(z.string()).optional(),
});
const stateSchema = z.object({
  key: z.string(),
  name: z.string(),
  scope: z.enum(scopes),
  projectIds: z.array(z.string()),
  tags: z.array(z.string()),
  isEnabled: z.boolean(),
  fields: z.array(z.discriminatedUnion('kind', [typedSchema, valueSchema, boundSchema])),
  // Absent: it carries none.
  environment: environmentSchema.optional(),
});

/** A connection at one moment, without its typed secrets. */
export type VersionState = z.infer<typeof stateSchema>;
export type FieldState = VersionState['fields'][number];
export type BoundState = z.infer<typeof boundSchema>;
export type EnvironmentState = z.infer<typeof environmentSchema>;

/** What a version's state is sealed to. A version is written once. */
export function versionContext({ id, number }: { id: string; number: number }): SealContext {
  return sealContext('connection_version', id, 'sealed_state', number);
}

/** Seals a state into its row. It may hold plain settings and texts around secrets, which are sealed elsewhere too. */
export function sealState(
  place: { id: string; number: number },
  state: VersionState,
): Uint8Array<ArrayBuffer> {
  return seal(keyring(), new SecretValue(JSON.stringify(state)), versionContext(place));
}

/** Opens one. Undefined: it does not open at this place, or is of another release. */
export function openState(
  place: { id: string; number: number },
  sealed: Uint8Array,
): VersionState | undefined {
  const text = ifItOpens(() => openPlain(keyring(), sealed, versionContext(place)));
  const state = text === undefined ? undefined : stateSchema.safeParse(JSON.parse(text)).data;
  // A release that knows no whole Environments wrote what it is stored as among the fields.
  return state && { ...state, fields: state.fields.filter(({ name }) => !isEnvironmentField(name)) };
}

/** The state of a connection as its row is now. */
export function stateOf(row: ConnectionRow): VersionState {
  const { scope, projectIds } = scopedOf(row);
  const environment = environmentState(row);
  return {
    key: row.key,
    name: row.name,
    scope: scope === 'project' ? 'project' : 'platform',
    projectIds: [...projectIds].sort(),
    tags: [...row.tags].sort(),
    isEnabled: row.disabledAt === null,
    fields: row.fields
      .filter(({ name }) => !isEnvironmentField(name))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
      .map((field) => fieldState(row.app, field)),
    ...(environment ? { environment } : {}),
  };
}

/** Which one it is, and how it is taken in. Its variables are what they are in it. */
function environmentState({ fields }: ConnectionRow): EnvironmentState | undefined {
  const held = heldEnvironment(fields);
  if (!held) return undefined;
  const [{ secretManager, shownNames }] = held.fields;
  const { secretManagerId, environmentId, prefix, only } = held;
  return {
    secretManagerId,
    secretManagerName: secretManager?.name ?? '',
    environmentId,
    title: titlesOf(shownNames)?.vault ?? environmentId,
    prefix,
    ...(only ? { only } : {}),
  };
}

function fieldState(appId: string, field: ConnectionRow['fields'][number]): FieldState {
  const { id, name, reference, sealedLiteral, sealedText } = field;
  if (reference !== null) {
    const titles = titlesOf(field.shownNames);
    const text = sealedText && ifItOpens(() => openTextToEdit(field, sealedText));
    return {
      name,
      kind: 'bound',
      secretManagerId: field.secretManagerId,
      secretManagerName: field.secretManager?.name ?? '',
      reference,
      shownReference: field.shownReference ?? reference,
      ...(titles ? { titles } : {}),
      ...(text ? { text } : {}),
      followName: field.followName,
    };
  }
  const app = connectionViewSchema.shape.app.safeParse(appId);
  const isPlain = app.success && !isSecretField(app.data, name);
  const value = isPlain && sealedLiteral ? ifItOpens(() => openSetting(field, sealedLiteral)) : undefined;
  return value === undefined ? { name, kind: 'secret', id } : { name, kind: 'value', value };
}

/** What does not open fails where it is used; the history does without it. */
function ifItOpens<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (isLatchkeyError(error)) return undefined;
    throw error;
  }
}
