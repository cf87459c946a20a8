import { describe, expect, it } from 'vitest';
import { revealConnections } from '@/lib/doors/reveal';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { resolveConnections } from './resolve-many';
import { bind } from './testing/bound';
import { workload } from './testing/callers';
import { connectDesk } from './testing/desk';

useTestDatabase();
const account = useTestAccount();

const read = async (keys: string[], mode?: 'all' | 'each') =>
  JSON.parse(
    revealConnections(
      await resolveConnections({ caller: workload, input: { keys, ...(mode ? { mode } : {}) } }),
    ),
  );

describe('several connections at once', () => {
  it('are resolved in the order asked, and what they need is read together', async () => {
    const items = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`I${at}`, { token: `v-${at}` }]));
    const desk = await connectDesk(account.sandbox, items);
    const keys: string[] = [];
    for (const title of Object.keys(items))
      keys.push(await bind(desk, { token: `op://${desk.manager.name}/${title}/token` }));
    const asked = [...keys].reverse();
    const { results } = await read([...asked, asked[0] ?? '']);
    expect(results.map(({ key }: { key: string }) => key)).toEqual([...asked, asked[0]]);
    expect(results.map(({ fields }: { fields: { token: string } }) => fields.token)).toEqual([
      ...['v-5', 'v-4', 'v-3', 'v-2', 'v-1', 'v-0'],
      'v-5',
    ]);
  });

  it('fail together with the cause of the first, by its key, or each in its place', async () => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'v' }, Gone: { token: 'w' } });
    const good = await bind(desk, { token: `op://${desk.manager.name}/API/token` });
    const bad = await bind(desk, { token: `op://${desk.manager.name}/Gone/token` });
    account.sandbox.deleteItem(account.sandbox.findItem(desk.vaultId, 'Gone'));
    const { results } = await read([good, 'nothing-of-this-name'], 'each');
    expect(results).toMatchObject([
      { key: good, fields: { token: 'v' } },
      { key: 'nothing-of-this-name', error: { code: 'not_found' } },
    ]);
    await expect(read([good, 'nothing-of-this-name', bad])).rejects.toMatchObject({
      code: 'not_found',
      details: { connection: 'nothing-of-this-name' },
    });
  });

  it('are a hundred at most', async () => {
    await expect(read(Array.from({ length: 101 }, () => 'x'))).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(read([])).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
