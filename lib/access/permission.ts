import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { type Permission, roleMay } from '@/lib/kernel/permissions';
import { sentence } from '@/lib/kernel/sentence';

/** The first line of every verb. Throws `forbidden` when the caller's role does not hold the permission. */
export function requirePermission(caller: Caller, permission: Permission): void {
  if (!roleMay(caller.role, permission)) {
    throw new LatchkeyError('forbidden', {
      says: sentence('roleLacks', { role: caller.role, permission }),
    });
  }
}

/**
 * Values are for workloads: an API key may resolve, a signed-in person may not, whatever their role.
 * Throws `forbidden`.
 */
export function requireWorkload(caller: Caller): void {
  if (caller.kind === 'user') {
    throw new LatchkeyError('forbidden', {
      says: sentence('valuesForWorkloads'),
    });
  }
}
