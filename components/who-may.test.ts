import { expect, it } from 'vitest';
import { permissionTable } from '@/lib/kernel/permissions';
import { rolesWith, whoChangesConnections } from './who-may';

it('who can do something is told by the right, as the table of rights has it', () => {
  expect(rolesWith('connection:write')).toBe('Admin or Builder');
  expect(rolesWith('secret-manager:write')).toBe('Admin');
  expect(whoChangesConnections()).toContain('Admin or Builder');
  expect(permissionTable['connection:write'].roles).not.toContain('support');
});
