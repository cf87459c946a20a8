import type { ConnectionView, FieldView } from '@/lib/connections/schema';
import type { RefusalReason } from '@/lib/kernel/refusal';

type BoundField = Extract<FieldView, { reference: string }>;

/** Fields of a connection that are refused for one reason by one secret manager. */
export interface RefusedGroup {
  reason: RefusalReason;
  secretManagerId: string;
  secretManagerName: string;
  fields: string[];
  /** Of the reader's own projects, those that lack the grant. */
  projectIds: string[];
}

/** How many fields its projects may not use. */
export function refusedCount({ fields }: Pick<ConnectionView, 'fields'>): number {
  return Object.values(fields).filter((field) => refusalOf(field)).length;
}

/** Why a field is refused; undefined: it is not. */
export function refusalOf(field: FieldView | undefined): BoundField['refused'] {
  return field && 'reference' in field ? field.refused : undefined;
}

/** The refused fields, together where the secret manager and the reason are the same. */
export function refusedGroups({ fields }: Pick<ConnectionView, 'fields'>): RefusedGroup[] {
  const groups = new Map<string, RefusedGroup>();
  for (const [name, field] of Object.entries(fields)) {
    if (!('reference' in field) || !field.refused) continue;
    const { secretManagerId, secretManagerName, refused } = field;
    const key = `${secretManagerId} ${refused.reason}`;
    const group = groups.get(key) ?? {
      reason: refused.reason,
      secretManagerId,
      secretManagerName,
      fields: [],
      projectIds: [],
    };
    groups.set(key, {
      ...group,
      fields: [...group.fields, name],
      projectIds: [...new Set([...group.projectIds, ...refused.projectIds])],
    });
  }
  return [...groups.values()];
}
