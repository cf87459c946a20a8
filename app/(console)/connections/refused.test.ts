import { expect, it } from 'vitest';
import type { FieldView } from '@/lib/connections/schema';
import type { RefusalReason } from '@/lib/kernel/refusal';
import { refusalOf, refusedCount, refusedGroups } from './refused';

const bound = (
  secretManagerId: string,
  refused?: { reason: RefusalReason; projectIds: string[] },
): FieldView => ({
  secretManagerId,
  secretManagerName: `name of ${secretManagerId}`,
  reference: 'op://v/i/f',
  shownReference: 'op://V/I/F',
  isVerified: true,
  ...(refused ? { refused } : {}),
});
const fields: Record<string, FieldView> = {
  typed: { value: 'x' },
  fine: bound('m'),
  one: bound('m', { reason: 'not_granted', projectIds: ['a'] }),
  two: bound('m', { reason: 'not_granted', projectIds: ['a', 'b'] }),
  elsewhere: bound('n', { reason: 'other_projects', projectIds: [] }),
};

it('counts the fields that are refused, and no others', () => {
  expect(refusedCount({ fields })).toBe(3);
  expect(refusedCount({ fields: { fine: bound('m') } })).toBe(0);
  expect([refusalOf(fields.fine), refusalOf(fields.typed), refusalOf(undefined)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('puts together what one secret manager refuses for one reason, with every project that lacks the grant', () => {
  expect(refusedGroups({ fields })).toEqual([
    {
      reason: 'not_granted',
      secretManagerId: 'm',
      secretManagerName: 'name of m',
      fields: ['one', 'two'],
      projectIds: ['a', 'b'],
    },
    {
      reason: 'other_projects',
      secretManagerId: 'n',
      secretManagerName: 'name of n',
      fields: ['elsewhere'],
      projectIds: [],
    },
  ]);
});
