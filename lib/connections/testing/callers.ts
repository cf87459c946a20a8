import type { Caller } from '@/lib/kernel/caller';

const everywhere = { projects: 'all', connections: 'all' } as const;

export const admin: Caller = {
  kind: 'user',
  id: 'u-admin',
  label: 'admin@example.com',
  role: 'admin',
  ...everywhere,
};
export const builder: Caller = {
  kind: 'user',
  id: 'u-builder',
  label: 'builder@example.com',
  role: 'builder',
  projects: [],
  connections: 'all',
};
export const support: Caller = { ...builder, id: 'u-support', label: 'support@example.com', role: 'support' };
export const workload: Caller = {
  kind: 'api-key',
  id: 'k-1',
  label: 'key worker',
  role: 'workload',
  ...everywhere,
};
