import type { Role } from '@/lib/kernel/role';
import type { Theme } from './settings';

/** What rail and bar are drawn from. */
export interface Frame {
  person: { label: string; role: Role };
  theme: Theme;
  /** How many of the first steps are done; absent when all are, or when they are hidden. */
  beginning?: { done: number; all: number } | undefined;
  signOut: () => Promise<void>;
}
