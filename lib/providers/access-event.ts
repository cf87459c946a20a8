import type { AccessKind } from '@/lib/kernel/access-kinds';

/** Something that was changed in who may read what. Whose access it is stays out: no ids and no names of people. */
export interface AccessEvent {
  /** Names the event: the same event told twice has the same. */
  id: string;
  kind: AccessKind;
  /** By the provider's clock, in milliseconds since the epoch; 0: it cannot be read. */
  atMs: number;
  /** Absent: it is of the account. */
  containerKey?: string;
}
