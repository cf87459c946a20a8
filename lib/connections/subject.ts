import type { Subject } from '@/lib/kernel/audit-verbs';

/** A connection as the audit names it: by name and key, so that it is known after either has changed. */
export function connectionSubject({ id, key, name }: { id: string; key: string; name: string }): Subject {
  return { kind: 'connection', id, label: `${name} (${key})` };
}
