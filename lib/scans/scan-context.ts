import type { Candidate } from '@/lib/connections/candidate';
import type { ErrorCode } from '@/lib/kernel/error-codes';
import type { FindingKind } from '@/lib/kernel/finding';
import type { Directory } from '@/lib/secrets/directory';
import type { Titles } from '@/lib/secrets/schema';
import type { BoundField } from './bound';

/** How a field's reference stands. `unknown`: a passing trouble kept it from being looked at. */
export type BindingStatus =
  | {
      kind: 'fine';
      reference: string;
      titles: Titles;
      memberId?: string;
      itemUpdatedAt: string;
      fieldType: string | null;
    }
  | { kind: FindingKind; candidates: readonly Candidate[] }
  | { kind: 'unknown'; code: ErrorCode };

export type BindingStatuses = Map<BoundField, BindingStatus>;

/** Where a look is at. `mayAsk` says whether the quota leaves room for so many requests more. */
export interface ScanContext {
  directory: Directory;
  looks: BindingStatuses;
  mayAsk(requests: number): Promise<boolean>;
}
