import type { Examples } from './example';
import { at, ids } from './ids';

const readable = [{ secretManagerId: ids.manager, patterns: ['op://Production/**'] }];
const networks = ['10.0.0.0/8', '127.0.0.1'];
const apiKey = {
  id: ids.apiKey,
  name: 'shop backend',
  prefix: 'lk_d5pY',
  role: 'workload',
  scope: 'project',
  projectIds: [ids.project],
  connections: ['shop-stripe'],
  references: readable,
  networks,
  createdBy: 'Ada',
  isCreatorDisabled: false,
  createdAt: at,
  expiresAt: '2027-03-02T09:30:00.000Z',
  revokedAt: null,
  replacedById: null,
  lastUsedAt: null,
  lastUsedFrom: null,
  key: 'lk_…',
};
const endsAt = '2026-03-09T09:30:00.000Z';
const link = 'https://latchkey.example.com/invitation#…';
const user = {
  id: ids.user,
  name: 'Ada',
  email: 'ada@example.com',
  role: 'builder',
  projectIds: [ids.project],
  isDisabled: false,
  status: 'invited',
  invitationEndsAt: endsAt,
  lastSignInAt: null,
  createdAt: at,
};

export const peopleExamples: Examples = {
  createProject: {
    summary: 'A project',
    body: { name: 'Shop' },
    answer: { id: ids.project, name: 'Shop', memberCount: 0, createdAt: at },
  },
  createApiKey: {
    summary: 'A key for one connection and one vault',
    body: {
      name: 'shop backend',
      role: 'workload',
      scope: 'project',
      projectIds: [ids.project],
      connections: ['shop-stripe'],
      references: readable,
      networks,
    },
    answer: apiKey,
  },
  rotateApiKey: {
    summary: 'The old key works for another hour',
    body: { overlapMs: 3_600_000 },
    answer: apiKey,
  },
  setKeyDefaults: {
    summary: 'New keys end after 90 days',
    body: { expiresAfterDays: 90 },
    answer: { expiresAfterDays: 90 },
  },
  createUser: {
    summary: 'A builder of one project',
    body: { name: 'Ada', email: 'ada@example.com', role: 'builder', projectIds: [ids.project] },
    answer: { ...user, invitation: { url: link, expiresAt: endsAt } },
  },
  updateUser: {
    summary: 'Another role',
    body: { role: 'support' },
    answer: { ...user, role: 'support' },
  },
  inviteUser: {
    summary: 'Another link',
    answer: { url: link, email: user.email, expiresAt: endsAt },
  },
  addDestination: {
    summary: 'One host for all projects',
    body: { host: 'api.example.com', port: 443 },
    answer: {
      id: '8c4d2e6f-0b1a-4c3d-8e5f-7a9b1c3d5e99',
      host: 'api.example.com',
      port: 443,
      projectId: null,
      allowsPlain: false,
      createdBy: 'Ada',
      createdAt: at,
    },
  },
};
