import type { Role } from '@/lib/kernel/permissions';
import type { Theme } from './settings';

/** What rail and bar are drawn from. */
export interface Frame {
  person: { label: string; role: Role };
  theme: Theme;
  signOut: () => Promise<void>;
}
