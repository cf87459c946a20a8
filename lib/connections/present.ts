import { scopedOf } from '@/lib/access/may';
import type { Refusal } from '@/lib/access/refusal';
import { projectsShown } from '@/lib/access/scope';
import { sayAbsence } from '@/lib/cache/absence';
import { type AppId, appOf, isSecretField } from '@/lib/kernel/apps';
import type { Caller } from '@/lib/kernel/caller';
import { type FindingKind, findingKindOf } from '@/lib/kernel/finding';
import { may } from '@/lib/kernel/permissions';
import { titlesOf } from '@/lib/managers/bound-titles';
import type { Connection, ConnectionField } from '@/lib/platform/prisma-client/client';
import type { Absence } from './absences';
import { openSetting, openTextToEdit } from './literal';
import { type ConnectionView, connectionViewSchema, type FieldView } from './schema';

/** A row with what a view needs beside it. Use with `connectionIncludes`. */
export type ConnectionRow = Connection & {
  projects: { projectId: string }[];
  fields: (ConnectionField & {
    secretManager: { name: string } | null;
    finding: { kind: string; since: Date; candidates: unknown } | null;
  })[];
};

export const connectionIncludes = {
  projects: { select: { projectId: true } },
  fields: {
    include: {
      secretManager: { select: { name: true } },
      finding: { select: { kind: true, since: true, candidates: true } },
    },
    orderBy: { name: 'asc' },
  },
} as const;

const shape = connectionViewSchema.shape;
const nothingKnown: Known = { absences: new Map(), refusals: new Map(), told: new Map() };

/** What is known of fields beside their rows, by the field's id. */
export interface Known {
  absences: ReadonlyMap<string, Absence>;
  refusals: ReadonlyMap<string, Refusal>;
  /** Findings as the caller may know them; of one that is not here, where its secret moved is not told. */
  told: ReadonlyMap<string, FindingKind>;
}

/**
 * What leaves of a connection: plain settings, references, and of a secret only that it is set. The text around a secret
 * is for those alone who may change it: people write more into it than they should.
 */
export function presentConnection(
  row: ConnectionRow,
  caller: Caller,
  known: Known = nothingKnown,
): ConnectionView {
  const app = shape.app.parse(row.app);
  const isChangeable = may(caller, 'connection:write', scopedOf(row));
  const names = new Set(row.fields.map(({ name }) => name));
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    app,
    scope: shape.scope.parse(row.scope),
    projectIds: projectsShown(caller, row.projects),
    revision: row.revision,
    fields: Object.fromEntries(
      row.fields.map((field) => [field.name, presentField(app, field, isChangeable, known)]),
    ),
    missingFields: appOf(app)
      .fields.filter(({ name, isRequired }) => isRequired && !names.has(name))
      .map(({ name }) => name),
    tags: row.tags,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    broken: row.fields.flatMap(({ id, name: field, finding }) => {
      const kind = known.told.get(id) ?? cautious(findingKindOf(finding?.kind), caller);
      return kind && finding ? [{ field, kind, since: finding.since.toISOString() }] : [];
    }),
    mayChange: isChangeable,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function cautious(kind: FindingKind | undefined, { projects }: Caller): FindingKind | undefined {
  return kind === 'moved' && projects !== 'all' ? 'deleted' : kind;
}

function presentField(
  app: AppId,
  field: ConnectionRow['fields'][number],
  isChangeable: boolean,
  { absences, refusals }: Known,
): FieldView {
  if (field.reference !== null) {
    const absence = absences.get(field.id);
    const refused = refusals.get(field.id);
    const titles = titlesOf(field.shownNames);
    return {
      secretManagerId: field.secretManagerId ?? '',
      secretManagerName: field.secretManager?.name ?? 'Removed',
      reference: field.reference,
      shownReference: field.shownReference ?? field.reference,
      ...(titles ? { titles } : {}),
      isVerified: field.isVerified,
      ...(field.followName === null ? {} : { followName: field.followName }),
      ...textOf(field, isChangeable),
      ...(absence ? { absent: absentOf(absence) } : {}),
      ...(refused ? { refused } : {}),
    };
  }
  if (field.sealedLiteral && !isSecretField(app, field.name)) {
    return { value: openSetting(field, field.sealedLiteral) };
  }
  return { isSecret: true, isSet: field.sealedLiteral !== null };
}

function absentOf({ code, stored, at }: Absence) {
  const message = sayAbsence({ code, stored });
  return { code, ...(message === null ? {} : { message }), at: at.toISOString() };
}

function textOf(field: ConnectionField, isChangeable: boolean): { text?: string; isInText?: true } {
  if (!field.sealedText) return {};
  return isChangeable
    ? { text: openTextToEdit(field, field.sealedText), isInText: true }
    : { isInText: true };
}
