import { isAnyReference, vaultNamedIn } from './vault-pattern';

/** What patterns let through, in short: everything, or whole vaults by their names and a number of other patterns. */
export type Summary =
  | { kind: 'everything' }
  | { kind: 'nothing' }
  | { kind: 'some'; vaults: string[]; others: number };

/** Sums up patterns as they are written; what they match now is another question. */
export function summaryOf(patterns: readonly string[]): Summary {
  if (patterns.length === 0) return { kind: 'nothing' };
  if (patterns.some(isAnyReference)) return { kind: 'everything' };
  const vaults = patterns.flatMap((pattern) => vaultNamedIn(pattern) ?? []);
  return { kind: 'some', vaults, others: patterns.length - vaults.length };
}
