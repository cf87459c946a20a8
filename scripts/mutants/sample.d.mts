import type { Mutant } from './found.mjs';

export function sampleOf(mutants: readonly Mutant[], count: number, seed: string): Mutant[];
