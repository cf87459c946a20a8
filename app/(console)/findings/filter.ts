import { type FindingKind, findingKindOf } from '@/lib/kernel/finding';

/** What the list is narrowed to, as it stands in the address. */
export interface FindingSearch {
  kind?: string | string[];
  manager?: string | string[];
}

export interface FindingFilter {
  kind?: FindingKind;
  secretManagerId?: string;
}

/** The filter that an address asks for. What it does not understand is left out. */
export function findingFilterOf({ kind, manager }: FindingSearch): FindingFilter {
  const known = typeof kind === 'string' ? findingKindOf(kind) : undefined;
  return {
    ...(known ? { kind: known } : {}),
    ...(typeof manager === 'string' && manager ? { secretManagerId: manager.slice(0, 64) } : {}),
  };
}
