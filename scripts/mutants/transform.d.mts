import type { Plugin } from 'vitest/config';

/** One guard switched off: a text of one file, and what stands there while it is off. */
export interface Change {
  file: string;
  find: string;
  replace: string;
  /** Which of several places, from 0. */
  at?: number;
  /** All of the places at once. */
  isAll?: boolean;
  /** What must be off too, since it guards the same again. */
  also?: { find: string; replace: string };
}

export function switchedOff(root: string, told: string | undefined): Plugin | undefined;
export function withMutant(code: string, change: Change): string;
