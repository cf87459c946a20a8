import { roleWords } from '@/components/words/roles';
import { whoMayWords } from '@/components/words/who-may';
import { type Permission, roleMay } from '@/lib/kernel/permissions';
import { personRoles } from '@/lib/kernel/role';

/** The roles of people that hold a right, as people call them: `Admin or Builder`. */
export function rolesWith(permission: Permission): string {
  const roles = personRoles.filter((role) => roleMay(role, permission));
  return roles.map((role) => roleWords[role].label).join(` ${whoMayWords.or} `);
}

/** Whom to ask to change a connection, for who may not. */
export function whoChangesConnections(): string {
  return whoMayWords.change(rolesWith('connection:write'));
}
