import { expect, it } from 'vitest';
import type { ReportItem } from '@/lib/access-report/schema';
import { proposalOf, withProposal } from './proposal';

const refused = (
  name: string,
  pattern: string | null,
  projects: string[],
  secretManagerId = 'm',
): ReportItem => ({
  id: name,
  kind: 'field_refused',
  outcome: 'refused',
  subject: { kind: 'connection', id: 'billing', label: `Billing / ${name}` },
  secretManager: { id: secretManagerId, name: 'Company' },
  field: {
    connection: { key: 'billing', name: 'Billing' },
    app: 'stripe',
    name,
    shownReference: `op://One/Two/${name}`,
    reason: pattern === null ? 'other_projects' : 'not_granted',
    projects: projects.map((id) => ({ id, name: `Project ${id}` })),
    pattern,
  },
  message: '',
});
const report = [
  refused('one', 'op://One/Two/one', ['a', 'b']),
  refused('two', 'op://One/Two/two', ['b']),
  refused('three', null, ['b']),
  refused('four', 'op://One/Two/four', ['a'], 'other'),
];

it('proposes for each project what it lacks of this secret manager, for one field or for all of the connection', () => {
  const wanted = { secretManagerId: 'm', connection: 'billing' };
  expect(proposalOf(report, wanted)).toMatchObject({
    fields: ['one', 'two'],
    projects: [
      { id: 'a', patterns: ['op://One/Two/one'] },
      { id: 'b', patterns: ['op://One/Two/one', 'op://One/Two/two'] },
    ],
  });
  expect(proposalOf(report, { ...wanted, field: 'two' })?.projects).toEqual([
    { id: 'b', name: 'Project b', patterns: ['op://One/Two/two'] },
  ]);
});

it('proposes nothing where a grant would not help, and nothing of another connection', () => {
  expect(proposalOf(report, { secretManagerId: 'm', connection: 'billing', field: 'three' })).toBeUndefined();
  expect(proposalOf(report, { secretManagerId: 'm', connection: 'other' })).toBeUndefined();
});

it('adds to a draft and takes nothing of it away', () => {
  const proposal = proposalOf(report, { secretManagerId: 'm', connection: 'billing' });
  if (!proposal) throw new Error('there is something to propose');
  const draft = [
    { projectId: 'b', projectName: 'Project b', text: 'op://Shared/**', boundFields: 2 },
    { projectId: 'c', projectName: 'Project c', text: 'op://**', boundFields: 0 },
  ];
  expect(withProposal(draft, proposal)).toEqual([
    { ...draft[0], text: 'op://Shared/**\nop://One/Two/one\nop://One/Two/two' },
    draft[1],
    { projectId: 'a', projectName: 'Project a', text: 'op://One/Two/one', boundFields: 2 },
  ]);
});
