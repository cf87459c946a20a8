import { scopedOf } from '@/lib/access/may';
import type { Refusal } from '@/lib/access/refusal';
import { projectsShown } from '@/lib/access/scope';
import { type AppId, appOf, isSecretField } from '@/lib/kernel/apps';
import type { Caller } from '@/lib/kernel/caller';
import { isEnvironmentField, shownFieldName } from '@/lib/kernel/field-name';
import { may } from '@/lib/kernel/permissions';
import { titlesOf } from '@/lib/managers/bound-titles';
import type { ManagerTrouble } from '@/lib/managers/trouble';
import type { Connection, ConnectionField } from '@/lib/platform/prisma-client/client';
import { isProviderId, type ProviderId } from '@/lib/providers/descriptors';
import type { EnvironmentView } from './environment-schema';
import { heldEnvironment } from './environment-stored';
import { openSetting, openTextToEdit } from './literal';
import { readAt } from './read-at';
import { type ConnectionView, connectionViewSchema, type FieldView } from './schema';
import type { ToldFinding } from './told-finding';

/** A row with what a view needs beside it. Use with `connectionIncludes`. */
export type ConnectionRow = Connection & {
  projects: { projectId: string }[];
  fields: (ConnectionField & {
    secretManager: { name: string; provider: string } | null;
  })[];
};

export const connectionIncludes = {
  projects: { select: { projectId: true } },
  fields: {
    include: {
      secretManager: { select: { name: true, provider: true } },
    },
    orderBy: { name: 'asc' },
  },
} as const;

const shape = connectionViewSchema.shape;

/**
 * What leaves of a connection: plain settings, references, and of a secret only that it is set. The text around a secret
 * is for those alone who may change it: people write more into it than they should.
 */
export function presentConnection(row: ConnectionRow, caller: Caller, troubles: Troubles): ConnectionView {
  const app = shape.app.parse(row.app);
  const isChangeable = may(caller, 'connection:write', scopedOf(row));
  const names = new Set(row.fields.map(({ name }) => name));
  const own = row.fields.filter(({ name }) => !isEnvironmentField(name));
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    app,
    scope: shape.scope.parse(row.scope),
    projectIds: projectsShown(caller, row.projects),
    revision: row.revision,
    fields: Object.fromEntries(
      own.map((field) => [field.name, presentField(app, field, isChangeable, troubles)]),
    ),
    environment: presentEnvironment(row, troubles) ?? null,
    missingFields: appOf(app)
      .fields.filter(({ name, isRequired }) => isRequired && !names.has(name))
      .map(({ name }) => name),
    tags: row.tags,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    broken: row.fields.flatMap(({ id, name }) => {
      const found = troubles.broken.get(id);
      if (!found) return [];
      const { kind, message, isFailing, since } = found;
      return [{ field: shownFieldName(name), kind, message, isFailing, since: since.toISOString() }];
    }),
    managersInTrouble: [...troubles.managers.values()].flatMap((trouble) => {
      const through = row.fields.filter((field) => field.secretManagerId === trouble.secretManagerId);
      const unserved = through.filter(({ id }) => troubles.unserved.has(id));
      return through.length === 0
        ? []
        : [{ ...trouble, unservedFields: unserved.map(({ name }) => shownFieldName(name)) }];
    }),
    lastReadAt: readAt(row.lastReadAt),
    mayChange: isChangeable,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function presentField(
  app: AppId,
  field: ConnectionRow['fields'][number],
  isChangeable: boolean,
  { refused: refusals }: Troubles,
): FieldView {
  if (field.reference !== null) {
    const refused = refusals.get(field.id);
    const titles = titlesOf(field.shownNames);
    return {
      secretManagerId: field.secretManagerId ?? '',
      secretManagerName: field.secretManager?.name ?? 'Removed',
      ...providerIn(field.secretManager),
      reference: field.reference,
      shownReference: field.shownReference ?? field.reference,
      ...(titles ? { titles } : {}),
      isVerified: field.isVerified,
      ...(field.followName === null ? {} : { followName: field.followName }),
      ...textOf(field, isChangeable),
      ...(refused ? { refused } : {}),
    };
  }
  if (field.sealedLiteral && !isSecretField(app, field.name)) {
    return { value: openSetting(field, field.sealedLiteral) };
  }
  return { isSecret: true, isSet: field.sealedLiteral !== null };
}

function presentEnvironment({ fields }: ConnectionRow, troubles: Troubles): EnvironmentView | undefined {
  const held = heldEnvironment(fields);
  if (!held) return undefined;
  const [{ secretManager, shownNames }] = held.fields;
  const refused = held.fields.flatMap(({ id }) => troubles.refused.get(id) ?? [])[0];
  const { secretManagerId, environmentId, prefix, only, variables, clashes } = held;
  return {
    secretManagerId: secretManagerId ?? '',
    secretManagerName: secretManager?.name ?? 'Removed',
    environmentId,
    title: titlesOf(shownNames)?.vault ?? environmentId,
    prefix,
    ...(only ? { only } : {}),
    variables,
    clashes,
    isVerified: held.fields.every(({ isVerified }) => isVerified),
    ...(refused ? { refused } : {}),
  };
}

function textOf(field: ConnectionField, isChangeable: boolean): { text?: string; isInText?: true } {
  if (!field.sealedText) return {};
  return isChangeable
    ? { text: openTextToEdit(field, field.sealedText), isInText: true }
    : { isInText: true };
}

/** Absent of one that is removed. */
function providerIn(manager: { provider: string } | null): { provider?: ProviderId } {
  return manager && isProviderId(manager.provider) ? { provider: manager.provider } : {};
}

/** What is wrong with connections, as the caller may know it. */
export interface Troubles {
  /** By the field's id: its secret was not found where it is bound. */
  broken: ReadonlyMap<string, ToldFinding & { since: Date }>;
  /** By the field's id: the projects of its connection may not use its secret. */
  refused: ReadonlyMap<string, Refusal>;
  /** By its id: a secret manager that cannot be asked now. */
  managers: ReadonlyMap<string, ManagerTrouble>;
  /** Ids of fields that workloads cannot get because of these. */
  unserved: ReadonlySet<string>;
}

/** Nothing is wrong: for who needs a view of a connection alone, without what is asked of other tables. */
export const noTroubles: Troubles = {
  broken: new Map(),
  refused: new Map(),
  managers: new Map(),
  unserved: new Set(),
};
