import type { Examples } from './example';
import { at, ids, storedReference } from './ids';

// Redacted: a whole token is about 850 characters long.
const config = { serviceAccountToken: 'ops_…' };

const account = {
  signInAddress: 'https://example.1password.com',
  serviceAccount: 'example@1passwordserviceaccounts.com',
};
const vault = { id: ids.vault, title: 'Production', itemCount: 1 };
const manager = {
  id: ids.manager,
  name: 'Main account',
  provider: 'onepassword',
  scope: 'platform',
  projectIds: [],
  status: 'connected',
  statusReason: null,
  statusMessage: null,
  statusSince: at,
  checkedAt: at,
  revision: 1,
  ...account,
  vaultCount: 1,
  environmentCount: 0,
  grantedProjectIds: [],
  boundReferenceCount: 0,
  plan: 'business',
  policy: {
    freshMs: 300_000,
    refreshAheadRatio: 0.8,
    staleWhileUnreachableMs: 86_400_000,
    absentMs: 60_000,
    absentMaxMs: 900_000,
  },
  freshTime: 'automatic',
  scanSchedule: 'weekly',
  followNames: false,
  fallbackId: null,
  breaker: { state: 'closed', reason: null, retryAt: null },
  changeFeed: {
    state: 'off',
    lastHeardAt: null,
    delayMs: null,
    changesSeen: 0,
    mayBeOfAnotherAccount: false,
    trust: null,
    access: null,
  },
  createdAt: at,
  updatedAt: at,
};

export const managerExamples: Examples = {
  testCredential: {
    summary: 'A service account that may read one vault',
    body: { provider: 'onepassword', config },
    answer: { ok: true, account, vaults: [vault], environments: [], warnings: [], connectedAs: [] },
  },
  connectManager: {
    summary: 'A secret manager for all projects',
    body: { name: 'Main account', provider: 'onepassword', scope: 'platform', config, plan: 'business' },
    answer: manager,
  },
  updateManager: {
    summary: 'Keep values for an hour, and look at references every day',
    body: { policy: { freshMs: 3_600_000 }, scanSchedule: 'daily' },
    answer: {
      ...manager,
      revision: 2,
      grantedProjectIds: [ids.project],
      policy: { ...manager.policy, freshMs: 3_600_000 },
      freshTime: 'set',
      scanSchedule: 'daily',
    },
  },
  setAccess: {
    summary: 'One project may use one vault',
    body: { projects: [{ projectId: ids.project, patterns: ['op://Production/**'] }] },
    answer: {
      secretManagerId: ids.manager,
      revision: 2,
      projects: [
        { projectId: ids.project, projectName: 'Shop', patterns: ['op://Production/**'], boundFields: 0 },
      ],
      refused: [],
      refusedCount: 0,
    },
  },
  previewAccess: {
    summary: 'One item of a vault',
    body: { patterns: ['op://Production/Stripe/*'] },
    answer: {
      vaults: [{ ...vault, match: 'part', items: [{ id: ids.item, title: 'Stripe' }] }],
      environments: [],
      unmatched: [],
    },
  },
  previewRefusals: {
    summary: 'Access to another vault would refuse a field',
    body: { projects: [{ projectId: ids.project, patterns: ['op://Shared/**'] }] },
    answer: { refused: [], refusedCount: 0, connectionCount: 0 },
  },
  browseVaults: { summary: 'One vault', answer: { items: [vault], nextCursor: null } },
  browseEnvironments: {
    summary: 'One Environment',
    answer: { items: [{ id: ids.environment, title: 'Shop staging' }], nextCursor: null },
  },
  browseVariables: {
    summary: 'One variable',
    answer: {
      items: [
        { name: 'DB_PASSWORD', masked: true, reference: `op-environment://${ids.environment}/DB_PASSWORD` },
      ],
      nextCursor: null,
    },
  },
  browseItems: {
    summary: 'One item',
    answer: {
      items: [{ id: ids.item, title: 'Stripe', category: 'ApiCredentials', createdAt: at, updatedAt: at }],
      nextCursor: null,
    },
  },
  browseFields: {
    summary: 'One field, and the reference to bind it by',
    answer: {
      itemTitle: 'Stripe',
      items: [
        {
          id: 'secretkey',
          title: 'Secret Key',
          sectionId: '',
          type: 'Concealed',
          isEmpty: false,
          reference: storedReference,
          offers: ['value'],
        },
      ],
      nextCursor: null,
    },
  },
};
