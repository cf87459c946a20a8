import { defaultPolicy } from '@/lib/cache/default-policy';
import type { PolicyInForce } from '@/lib/cache/freshness';
import { type CachePolicy, policySchema } from '@/lib/cache/schema';
import type { SecretManager } from '@/lib/platform/prisma-client/client';
import type { PolicyPatch } from './schema';
import { type TrustRow, trustInForce } from './trust';

// Once: a schema is compiled by its first parse, which takes a hundred times as long as the next.
// Without a `freshMs` of its own the fresh time is automatic, and this holds what it is at the moment.
const storedSchema = policySchema.extend({ automaticFreshMs: policySchema.shape.freshMs }).partial();

type Stored = SecretManager['policy'];

/** The policy of a row; what the row leaves out, or holds wrongly, is the default. */
export function policyOf(stored: Stored): CachePolicy {
  const { automaticFreshMs, ...own } = readStored(stored);
  return {
    ...defaultPolicy,
    ...(automaticFreshMs === undefined ? {} : { freshMs: automaticFreshMs }),
    ...own,
  };
}

/** The policy of a row as it is in force at a moment: with what a feed that is trusted adds to it. */
export function policyInForceOf(row: { policy: Stored } & TrustRow, nowMs: number): PolicyInForce {
  return { ...policyOf(row.policy), trust: trustInForce(row, nowMs) };
}

/** Whether the fresh time follows the plan: nobody has set one. */
export function isFreshTimeAutomatic(stored: Stored): boolean {
  return readStored(stored).freshMs === undefined;
}

/** A stored policy with a patch on it. A fresh time that is set stays until another one is, or `automatic`. */
export function patchedPolicy(stored: Stored, patch: PolicyPatch | undefined) {
  const { freshMs, ...others } = patch ?? {};
  const { freshMs: freshBefore, ...own } = readStored(stored);
  const freshNow = freshMs ?? freshBefore;
  return {
    ...own,
    ...others,
    ...(freshNow === undefined || freshNow === 'automatic' ? {} : { freshMs: freshNow }),
  };
}

function readStored(stored: Stored) {
  return storedSchema.safeParse(stored).data ?? {};
}
