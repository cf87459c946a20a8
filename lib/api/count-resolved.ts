import { asLatchkeyError } from '@/lib/kernel/errors';
import { countResolved, countUnresolved } from '@/lib/platform/metrics';
import type { Source, State } from '@/lib/secrets/schema';

interface Sourced {
  source: Source;
  state: State;
}

/** Counts the fields of a resolved connection; a call that fails is counted once, by its code, and fails on. */
export async function countingConnection<T extends { sources: Record<string, Sourced> }>(
  work: () => Promise<T>,
): Promise<T> {
  try {
    const resolved = await work();
    for (const { source, state } of Object.values(resolved.sources))
      countResolved({ source, state, count: 1 });
    return resolved;
  } catch (error) {
    countUnresolved({ code: asLatchkeyError(error).code, count: 1 });
    throw error;
  }
}

/** Counts each resolved reference by where it came from, each other by its code. */
export function countResults(results: readonly (Sourced | { error: { code: string } })[]): void {
  for (const result of results) {
    if ('error' in result) countUnresolved({ code: result.error.code, count: 1 });
    else countResolved({ source: result.source, state: result.state, count: 1 });
  }
}
