import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { type Permission, roleMay } from '@/lib/kernel/permissions';

/** The first line of every verb. Throws `forbidden` when the caller's role does not hold the permission. */
export function requirePermission(caller: Caller, permission: Permission): void {
  if (!roleMay(caller.role, permission)) {
    throw new LatchkeyError('forbidden', {
      message: `The role ${caller.role} does not hold the permission ${permission}. Ask an admin for access.`,
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
      message:
        'Values are given to workloads only. Resolve with an API key, or use Test, which tells all but the value.',
    });
  }
}
