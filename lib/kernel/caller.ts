import type { PatternSet } from './locator';
import type { Role } from './role';

/** Who asks: a signed-in person, an API key, or Latchkey itself. */
export interface Caller {
  kind: 'user' | 'api-key' | 'system';
  id: string;
  /** What the audit and "last read by" show: an e-mail address, a key's name, or `system`. */
  label: string;
  role: Role;
  /** Projects the caller belongs to. An empty list sees platform-wide things and nothing of any project. */
  projects: 'all' | readonly string[];
  /** Connections an API key is limited to, by id. `all`: any connection of its projects. */
  connections: 'all' | readonly string[];
  /** Of a signed-in person: the id of their session, and when they last gave their password in it. */
  session?: { id: string; authenticatedAtMs: number };
  /** What an API key may read by naming a reference, by secret manager. Absent: nothing. */
  references?: 'all' | ReadonlyMap<string, PatternSet>;
}

/** Latchkey itself: refresh-ahead, scheduled checks, the first set-up. */
export const systemCaller: Caller = {
  kind: 'system',
  id: 'system',
  label: 'system',
  role: 'admin',
  projects: 'all',
  connections: 'all',
  references: 'all',
};

/** How the label of an API key begins; its name follows. */
export const keyLabelPrefix = 'key ';
