/** Who may do what. One table, asked first by every verb. Workload keys resolve and nothing else. */
export const permissionTable = {
  'secret-manager:read': ['admin', 'builder', 'support'],
  'secret-manager:write': ['admin'],
  'secret-manager:browse': ['admin', 'builder'],
  'secret-manager:test': ['admin', 'support'],
  'reference:check': ['admin', 'builder', 'support'],
  'reference:scan': ['admin', 'builder', 'support'],
  'connection:read': ['admin', 'builder', 'support'],
  'connection:write': ['admin', 'builder'],
  'connection:test': ['admin', 'builder'],
  'cache:read': ['admin', 'builder', 'support'],
  'cache:refresh': ['admin', 'builder', 'support'],
  'cache:clear': ['admin', 'support'],
  'quota:read': ['admin', 'builder', 'support'],
  'destination:read': ['admin', 'builder', 'support'],
  'destination:write': ['admin'],
  'api-key:read': ['admin'],
  'api-key:write': ['admin'],
  'master-key:read': ['admin', 'support'],
  'audit:read': ['admin', 'support'],
  'user:read': ['admin'],
  'user:write': ['admin'],
  'project:read': ['admin', 'builder', 'support'],
  'project:write': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Role = 'admin' | 'builder' | 'support' | 'workload';
export type Permission = keyof typeof permissionTable;

export const personRoles = ['admin', 'builder', 'support'] as const;
export const keyRoles = ['workload', 'admin'] as const;

/** Whether a role may do a thing. */
export function roleMay(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = permissionTable[permission];
  return roles.includes(role);
}
