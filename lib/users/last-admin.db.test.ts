import { describe, expect, it } from 'vitest';
import { systemCaller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { madePerson } from './testing/signed-in';
import { updateUser } from './update';

useTestDatabase();

describe('the last admin', () => {
  it.each([
    ['disable', { isDisabled: true }],
    ['demote', { role: 'support' }],
  ] as const)('stays when admins %s each other at the same moment', async (_how, patch) => {
    for (let round = 0; round < 5; round += 1) {
      await database().user.updateMany({ data: { role: 'support' } });
      const admins = [await madePerson('admin'), await madePerson('admin'), await madePerson('admin')];
      const all = await Promise.allSettled(
        admins.map(({ id }) => updateUser({ caller: systemCaller, input: { id, patch } })),
      );
      expect(all.filter(({ status }) => status === 'rejected')).toMatchObject([
        { reason: { code: 'conflict', says: { key: 'lastAdmin' } } },
      ]);
      expect(await database().user.count({ where: { role: 'admin', disabledAt: null } })).toBe(1);
    }
  });
});
