import { expect, it } from 'vitest';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { createConnection } from './create';
import { admin } from './testing/callers';
import { updateConnection } from './update';

useTestDatabase();

it('of changes that begin at once from the same revision one is made, and the others are told to look again', async () => {
  const input = { key: 'c', name: 'c', app: 'custom' as const, scope: 'platform' as const, fields: {} };
  await createConnection({ caller: admin, input });
  const change = (name: string) => updateConnection({ caller: admin, input: { key: 'c', patch: { name } } });
  const outcomes = await Promise.allSettled(['one', 'two', 'three'].map(change));
  const made = outcomes.filter(({ status }) => status === 'fulfilled');
  const row = await database().connection.findUniqueOrThrow({ where: { key: 'c' } });
  expect(row.revision).toBe(1 + made.length);
  expect(made).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' });
  }
});
