import { expect, it } from 'vitest';
import type { ReportItem } from '@/lib/access-report/schema';
import { partsOf } from './parts';

const person: ReportItem = {
  id: 'p',
  kind: 'person_without_project',
  outcome: 'refused',
  subject: { kind: 'user', id: 'u', label: 'grace@example.com' },
  secretManager: null,
  field: null,
  message: 'They belong to no project.',
};
const key: ReportItem = {
  ...person,
  id: 'k',
  kind: 'key_reads_references',
  outcome: 'review',
  subject: { kind: 'api_key', id: 'k', label: 'worker' },
  secretManager: { id: 'm', name: 'Company' },
};
const field: ReportItem = {
  ...person,
  id: 'f',
  kind: 'field_refused',
  subject: { kind: 'connection', id: 'billing', label: 'Billing / secretKey' },
  secretManager: { id: 'm', name: 'Company' },
  field: {
    connection: { key: 'billing', name: 'Billing' },
    app: 'stripe',
    name: 'secretKey',
    shownReference: 'op://Production/Stripe/Secret Key',
    reason: 'not_granted',
    projects: [{ id: 'a', name: 'Checkout' }],
    pattern: 'op://Production/Stripe/Secret Key',
  },
};

const idsOf = (search: string) => {
  const { fields, others, reviews } = partsOf([person, key, field], search);
  return [fields, others, reviews].map((part) => part.map(({ id }) => id));
};

it('puts each item in one part: fields, other refusals, what is to be reviewed', () => {
  expect(idsOf('')).toEqual([['f'], ['p'], ['k']]);
});

it('finds what is named: connection, reference, project, secret manager, person', () => {
  for (const search of ['billing', 'stripe/', 'CHECKOUT ']) expect(idsOf(search)).toEqual([['f'], [], []]);
  expect(idsOf('company')).toEqual([['f'], [], ['k']]);
  expect(idsOf('grace@')).toEqual([[], ['p'], []]);
  expect(idsOf('nobody')).toEqual([[], [], []]);
});
