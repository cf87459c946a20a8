import { scopedOf } from '@/lib/access/may';
import type { Candidate } from '@/lib/connections/candidate';
import { toldFinding } from '@/lib/connections/told-finding';
import type { Caller } from '@/lib/kernel/caller';
import type { FindingKind } from '@/lib/kernel/finding';
import { may } from '@/lib/kernel/permissions';
import { type Sentence, sentence } from '@/lib/kernel/sentence';
import { sayNow } from '@/lib/platform/language';
import type { BindingFinding, ConnectionField } from '@/lib/platform/prisma-client/client';
import { type FindingView, findingViewSchema } from './schema';

/** A row with what a view needs beside it. Use with `findingIncludes`. */
export type FindingRow = BindingFinding & {
  field: Pick<ConnectionField, 'name' | 'reference' | 'shownReference' | 'secretManagerId'> & {
    connection: { key: string; name: string; app: string; scope: string; projects: { projectId: string }[] };
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
      connection: {
        select: { key: true, name: true, app: true, scope: true, projects: { select: { projectId: true } } },
      },
      secretManager: { select: { name: true } },
    },
  },
} as const;

const shape = findingViewSchema.shape;

/** What leaves of a finding, as far as it is the caller's to know. */
export async function presentFinding({ field, ...row }: FindingRow, caller: Caller): Promise<FindingView> {
  const { secretManagerId } = field;
  const told = await toldFinding(caller, { ...row, secretManagerId, connection: scopedOf(field.connection) });
  const { kind, candidates } = told ?? { kind: 'not_found' as const, candidates: [] };
  return {
    id: row.fieldId,
    connection: {
      key: field.connection.key,
      name: field.connection.name,
      app: shape.connection.shape.app.parse(field.connection.app),
    },
    field: field.name,
    kind,
    message: sayNow(sentenceOf(kind, candidates)),
    since: row.since.toISOString(),
    secretManagerId,
    secretManagerName: field.secretManager?.name ?? null,
    reference: field.reference ?? '',
    shownReference: field.shownReference ?? field.reference ?? '',
    candidates,
    mayRepair: may(caller, 'connection:write', scopedOf(field.connection)),
  };
}

function sentenceOf(kind: FindingKind, listed: readonly Candidate[]): Sentence {
  switch (kind) {
    case 'moved':
      return sentence('foundMoved');
    case 'archived':
      return sentence('foundArchived');
    case 'deleted':
      return listed.length > 0 ? sentence('foundReplaced') : sentence('foundDeleted');
    case 'field_gone':
      return sentence('foundFieldGone');
    case 'ambiguous':
      return sentence('foundAmbiguous');
    case 'not_found':
      return sentence('foundNothing');
    case 'forbidden':
      return sentence('foundForbidden');
    case 'manager_gone':
      return sentence('managerGone');
  }
}
