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

type Refusable = Pick<ConnectionView, 'fields'> & Partial<Pick<ConnectionView, 'environment'>>;

/** How many fields its projects may not use. */
export function refusedCount({ fields, environment }: Refusable): number {
  const refused = Object.values(fields).filter((field) => refusalOf(field));
  return refused.length + (environment?.refused ? 1 : 0);
}

/** Why a field is refused; undefined: it is not. */
export function refusalOf(field: FieldView | undefined): BoundField['refused'] {
  return field && 'reference' in field ? field.refused : undefined;
}

/** The refused fields, together where the secret manager and the reason are the same. */
export function refusedGroups({ fields, environment }: Refusable): RefusedGroup[] {
  const groups = new Map<string, RefusedGroup>();
  const bound = Object.entries(fields).flatMap(([name, field]) =>
    'reference' in field ? [{ ...field, name }] : [],
  );
  const whole = environment ? [{ ...environment, name: `${environment.prefix}*` }] : [];
  for (const { name, secretManagerId, secretManagerName, refused } of [...bound, ...whole]) {
    if (!refused) continue;
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
