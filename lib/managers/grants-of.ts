import type { PatternSet } from '@/lib/kernel/locator';
import { patternSet } from '@/lib/providers/patterns';
import { schemesOf } from '@/lib/providers/references';

/** What a project may use of a secret manager, as it is stored. */
export interface StoredGrant {
  projectId: string;
  patterns: string[];
}

/** What each project may use of a secret manager of this kind: patterns of another scheme let nothing of it through. */
export function grantsOf(provider: string, stored: readonly StoredGrant[]): ReadonlyMap<string, PatternSet> {
  const schemes = schemesOf(provider);
  return new Map(stored.map(({ projectId, patterns }) => [projectId, patternSet(patterns).within(schemes)]));
}
