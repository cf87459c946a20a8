import { z } from 'zod';
import { type FindingKind, findingKindOf } from '@/lib/kernel/finding';
import type { BindingFinding, ConnectionField } from '@/lib/platform/prisma-client/client';
import { type Candidate, candidateSchema, type FindingView, findingViewSchema } from './schema';

/** A row with what a view needs beside it. Use with `findingIncludes`. */
export type FindingRow = BindingFinding & {
  field: Pick<ConnectionField, 'name' | 'reference' | 'shownReference' | 'secretManagerId'> & {
    connection: { key: string; name: string; app: string };
    secretManager: { name: string } | null;
  };
};

export const findingIncludes = {
  field: {
    select: {
      name: true,
      reference: true,
      shownReference: true,
      secretManagerId: true,
      connection: { select: { key: true, name: true, app: true } },
      secretManager: { select: { name: true } },
    },
  },
} as const;

const shape = findingViewSchema.shape;
const candidates = z.array(candidateSchema);

/** What leaves of a finding. */
export function presentFinding({ field, ...row }: FindingRow): FindingView {
  const kind = findingKindOf(row.kind) ?? 'not_found';
  const stored = candidates.safeParse(row.candidates);
  const listed = stored.success ? stored.data : [];
  return {
    id: row.fieldId,
    connection: { ...field.connection, app: shape.connection.shape.app.parse(field.connection.app) },
    field: field.name,
    kind,
    message: messageOf(kind, listed),
    since: row.since.toISOString(),
    secretManagerId: field.secretManagerId,
    secretManagerName: field.secretManager?.name ?? null,
    reference: field.reference ?? '',
    shownReference: field.shownReference ?? field.reference ?? '',
    candidates: listed,
  };
}

function messageOf(kind: FindingKind, listed: readonly Candidate[]): string {
  switch (kind) {
    case 'moved':
      return 'The item was moved to another vault, where it has a new id. Bind it there.';
    case 'archived':
      return 'The item is in 1Password’s archive. Restore it there, or bind another one.';
    case 'deleted':
      return listed.length > 0
        ? 'The item was deleted, and its vault has another one of the same title. Bind that if it is the one.'
        : 'The item was deleted, or moved to a vault that this token does not see. Bind another one.';
    case 'field_gone':
      return 'The item is there and no longer has this field. Bind another field of it.';
    case 'ambiguous':
      return 'More than one item or field has these names. Bind the one that is meant.';
    case 'not_found':
      return '1Password has nothing under these names for this token. Check them, or bind with the picker.';
    case 'forbidden':
      return 'This token no longer sees the vault: it was withdrawn from the service account, or deleted. Grant it again, or bind another secret.';
    case 'manager_gone':
      return 'The secret manager of this field was removed. Bind it to another one.';
  }
}
