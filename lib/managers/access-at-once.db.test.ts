import { describe, expect, it } from 'vitest';
import { systemCaller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { makeManagerRow } from '@/lib/platform/testing/manager-row';
import { getAccess, setAccess } from './access';

useTestDatabase();

describe('the access of a secret manager', () => {
  it('is changed on the revision that was read, or not at all; a change that names none replaces it', async () => {
    const id = await makeManagerRow();
    const project = await database().project.create({ data: { name: 'P' } });
    const set = (patterns: string[], revision?: number) =>
      setAccess({
        caller: systemCaller,
        input: {
          id,
          projects: [{ projectId: project.id, patterns }],
          ...(revision === undefined ? {} : { revision }),
        },
      });
    const { revision } = await getAccess({ caller: systemCaller, input: { id } });
    const first = await set(['op://A/**'], revision);
    expect(first.revision).toBe(revision + 1);
    await expect(set(['op://B/**'], revision)).rejects.toMatchObject({ code: 'conflict' });
    const patternsNow = async () =>
      (await getAccess({ caller: systemCaller, input: { id } })).projects.map((each) => each.patterns);
    expect(await patternsNow()).toEqual([['op://A/**']]);
    await set(['op://C/**']);
    expect(await patternsNow()).toEqual([['op://C/**']]);
  });
});
