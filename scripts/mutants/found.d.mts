import type { Change } from './transform.mjs';

/** Tests that should notice, and which of them, by name. */
export interface Stage {
  tests: string[];
  filter?: string;
}

/** A guard that can be switched off, with the tests that should notice, or stages of them. */
export interface Mutant extends Change {
  name: string;
  tests?: string[];
  filter?: string;
  stages?: Stage[];
  /** Tests that run out of time have noticed. */
  hangs?: boolean;
}

export function foundMutants(): Mutant[];
export function mutantsOf(file: string, code: string): Mutant[];
