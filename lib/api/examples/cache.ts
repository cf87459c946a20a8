import type { Examples } from './example';
import { at, ids, shownReference, storedReference } from './ids';

const selection = { filter: { secretManagerId: ids.manager, state: 'fresh' } };

const entry = {
  id: ids.cacheEntry,
  subject: 'f9be622028049b7c396cf5a70ddb7c0e',
  secretManagerId: ids.manager,
  secretManagerName: 'Main account',
  reference: storedReference,
  shownReference,
  state: 'fresh',
  ageMs: 732,
  fetchedAt: at,
  freshUntil: '2026-03-02T10:30:00.000Z',
  staleUntil: '2026-03-03T10:30:00.000Z',
  changedAt: null,
  absentCode: null,
  absentMessage: null,
  lastError: null,
  isRefreshing: false,
  nextRefresh: { when: 'ahead', at: '2026-03-02T10:18:00.000Z' },
  hits: 1,
  lastReadAt: at,
  lastReadBy: 'shop backend',
  mayClear: true,
  connections: [{ key: 'shop-stripe', name: 'Shop: Stripe, live' }],
};

export const cacheExamples: Examples = {
  listEntries: { summary: 'One entry', answer: { items: [entry], nextCursor: null } },
  previewSelection: {
    summary: 'All fresh entries of a secret manager',
    body: selection,
    answer: {
      count: 1,
      clearable: 1,
      requests: 1,
      connections: 2,
      managers: [{ id: ids.manager, name: 'Main account', count: 1, pausedBecause: null }],
    },
  },
  refreshSelection: {
    summary: 'One entry by its id',
    body: { ids: [ids.cacheEntry] },
    answer: { asked: 1, answered: 1, failures: [], nextCursor: null },
  },
  refreshEntry: { summary: 'An entry that was just read', answer: { ...entry, ageMs: 42 } },
  clearSelection: {
    summary: 'All fresh entries of a secret manager',
    body: selection,
    answer: { cleared: 1 },
  },
  clearEntries: { summary: 'How many there were', answer: { cleared: 12 } },
};
