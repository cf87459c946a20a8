import { exampleSource } from '@/lib/secrets/schema';
import type { Examples } from './example';
import { at, ids, shownReference, storedReference } from './ids';

const keys = ['shop-stripe', 'shop-stripe-test'];

const titles = { vault: 'Production', item: 'Stripe', field: 'Secret Key' };
const connection = {
  id: 'b7e2c9d4-5a1f-4b3c-9d8e-6f0a2b4c6d88',
  key: 'shop-stripe',
  name: 'Shop: Stripe',
  app: 'stripe',
  scope: 'project',
  projectIds: [ids.project],
  revision: 1,
  fields: {
    secretKey: {
      secretManagerId: ids.manager,
      secretManagerName: 'Main account',
      reference: storedReference,
      shownReference,
      titles,
      isVerified: true,
    },
  },
  environment: null,
  missingFields: [],
  tags: [],
  disabledAt: null,
  broken: [],
  managersInTrouble: [],
  lastReadAt: null,
  mayChange: true,
  createdBy: 'Ada',
  createdAt: at,
  updatedAt: at,
};
const notTested = {
  state: 'not_tested',
  code: 'resolve_only',
  what: 'Latchkey knows no harmless call for this app. That its fields resolve is all that was tested.',
  durationMs: 0,
};

export const connectionExamples: Examples = {
  createConnection: {
    summary: 'A connection whose secret key is read from a vault',
    body: {
      key: 'shop-stripe',
      name: 'Shop: Stripe',
      app: 'stripe',
      scope: 'project',
      projectIds: [ids.project],
      fields: { secretKey: { secretManagerId: ids.manager, reference: shownReference } },
    },
    answer: connection,
  },
  getConnection: { summary: 'A connection with one bound field', answer: connection },
  resolveConnection: {
    summary: 'A value that was just read',
    answer: {
      key: 'shop-stripe',
      revision: 1,
      fields: { secretKey: 'sk_…' },
      sources: { secretKey: exampleSource },
    },
  },
  resolveConnections: {
    summary: 'One connection of two that is there',
    body: { keys: ['shop-stripe', 'shop-adyen'], mode: 'each' },
    answer: {
      results: [
        {
          key: 'shop-stripe',
          revision: 1,
          fields: { secretKey: 'sk_…' },
          sources: { secretKey: exampleSource },
        },
        {
          key: 'shop-adyen',
          error: {
            code: 'not_found',
            message: 'There is no connection with the key “shop-adyen”, or it is not yours to see.',
          },
        },
      ],
    },
  },
  updateConnection: {
    summary: 'A new name, based on revision 1',
    body: { name: 'Shop: Stripe, live', revision: 1 },
    answer: { ...connection, name: 'Shop: Stripe, live', revision: 2 },
  },
  testConnection: {
    summary: 'An app without a harmless call',
    body: { path: '/v1/balance' },
    answer: {
      ok: true,
      steps: [
        {
          step: 'resolve',
          state: 'ok',
          code: 'resolved',
          what: 'All fields have their values.',
          durationMs: 0,
          fields: [],
        },
        { step: 'reach', ...notTested },
        { step: 'authenticate', ...notTested },
      ],
    },
  },
  restoreVersion: {
    summary: 'Nothing has to be given again',
    body: {},
    answer: { ...connection, revision: 5 },
  },
  duplicateConnection: {
    summary: 'A copy for tests',
    body: { key: 'shop-stripe-test', name: 'Shop: Stripe, test' },
    answer: { ...connection, key: 'shop-stripe-test', name: 'Shop: Stripe, test' },
  },
  tagConnections: {
    summary: 'One tag more and one less',
    body: { keys, add: ['payments'], remove: ['old'] },
    answer: { changed: keys },
  },
  disableConnections: { summary: 'Two connections', body: { keys }, answer: { changed: keys } },
  enableConnections: { summary: 'Two connections', body: { keys }, answer: { changed: keys } },
  removeConnections: {
    summary: 'Two connections',
    body: { keys },
    answer: { removed: keys, failed: [] },
  },
  previewRepoint: {
    summary: 'One connection',
    body: { fromId: ids.manager, toId: ids.otherManager, keys: ['shop-stripe'] },
    answer: {
      connections: [
        {
          key: 'shop-stripe',
          name: 'Shop: Stripe, live',
          revision: 2,
          fields: [
            { name: 'secretKey', from: shownReference, outcome: 'fine', reference: storedReference, titles },
          ],
        },
      ],
      fine: 1,
      left: 0,
      requests: { preview: 3, apply: 1 },
      isWhole: true,
    },
  },
  repointConnections: {
    summary: 'What the preview found',
    body: {
      fromId: ids.manager,
      toId: ids.otherManager,
      changes: [{ key: 'shop-stripe', revision: 2, fields: { secretKey: shownReference } }],
    },
    answer: {
      id: ids.repoint,
      changed: [{ key: 'shop-stripe', name: 'Shop: Stripe, live', fields: ['secretKey'] }],
      left: [],
    },
  },
};
