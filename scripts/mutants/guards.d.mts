import type { Mutant } from './found.mjs';

export const guards: readonly Mutant[];
