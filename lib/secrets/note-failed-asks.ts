import { addFailedAsk } from '@/lib/cache/activity';
import { wireSince } from '@/lib/history/pending-counters';
import type { ErrorCode } from '@/lib/kernel/error-codes';
import { type CacheLookup, isKept } from './cache-lookup';

/** Tells the timelines that an ask begun at `beganAtMs` gave no answer, with what the wire said since. */
export function noteFailedAsks(
  managerId: string,
  wanted: readonly CacheLookup[],
  { code, beganAtMs }: { code: ErrorCode; beganAtMs: number },
): void {
  const wire = wireSince(managerId, beganAtMs);
  for (const want of wanted) {
    if (isKept(want)) addFailedAsk({ managerId, reference: want.text, code, wire });
  }
}
