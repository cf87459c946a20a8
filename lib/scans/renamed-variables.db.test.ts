import { beforeEach, describe, expect, it } from 'vitest';
import { bind } from '@/lib/connections/testing/bound';
import { admin, team } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { setAccess } from '@/lib/managers/access';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { environmentGrammar } from '@/lib/providers/op/environment-grammar';
import { useTestAccount } from '@/lib/providers/testing/account';
import { listFindings } from './findings';
import { scanManager } from './scan';

useTestDatabase();
const account = useTestAccount();
let desk: Desk;
let id = '';

beforeEach(async () => {
  desk = await connectDesk(account.sandbox, { Stripe: { key: 'sk' } });
  id = account.sandbox.createEnvironment({
    name: 'Shop staging',
    variables: [
      { name: 'DB_HOST', value: 'db.test' },
      { name: 'DB_PASSWORD', value: 'pw' },
    ],
  }).id;
  account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: id });
});

const at = (name: string) => environmentGrammar.write({ vault: id, item: '', field: name }) ?? '';
const set = (name: string, value: string) =>
  account.sandbox.updateItem({ ...account.sandbox.variablesItem(id), field: name, value, type: 'Concealed' });
const scan = () => scanManager({ caller: admin, input: { id: desk.manager.id } });
const foundOf = async (key: string) =>
  (await listFindings({ caller: admin, input: { connection: key } })).items[0];

describe('a scan of a variable that is gone', () => {
  it('offers the new name of a renamed variable, and does not bind it automatically', async () => {
    const key = await bind(desk, { host: at('DB_HOST') });
    account.sandbox.renameVariable({ environment: id, name: 'DB_HOST', to: 'DATABASE_HOST' });
    await scan();
    expect(await foundOf(key)).toMatchObject({
      kind: 'field_gone',
      message: expect.stringContaining('no variable of this name any more'),
      candidates: [
        {
          reference: at('DATABASE_HOST'),
          titles: { vault: 'Shop staging', item: '', field: 'DATABASE_HOST' },
        },
      ],
    });
    const { reference } = await database().connectionField.findFirstOrThrow({
      where: { connection: { key } },
    });
    expect(reference).toBe(at('DB_HOST'));
    account.sandbox.renameVariable({ environment: id, name: 'DATABASE_HOST', to: 'DB_HOST' });
    await scan();
    expect(await foundOf(key)).toBeUndefined();
  });

  it('offers it also where the variable was created again since it was bound, and a scan saw it', async () => {
    const key = await bind(desk, { host: at('DB_HOST') });
    account.sandbox.removeField({ ...account.sandbox.variablesItem(id), field: 'DB_HOST' });
    set('DB_HOST', 'again');
    await scan();
    account.sandbox.renameVariable({ environment: id, name: 'DB_HOST', to: 'HOST' });
    await scan();
    expect((await foundOf(key))?.candidates).toMatchObject([{ reference: at('HOST') }]);
  });

  it('offers one whose name differs in case alone', async () => {
    const key = await bind(desk, { host: at('DB_HOST') });
    account.sandbox.removeField({ ...account.sandbox.variablesItem(id), field: 'DB_HOST' });
    set('db_host', 'low');
    await scan();
    expect((await foundOf(key))?.candidates).toMatchObject([{ reference: at('db_host') }]);
  });

  it('offers nothing that the connection may not use', async () => {
    const key = await bind(desk, { host: at('DB_HOST') });
    const projects = [{ projectId: team.id, patterns: [at('DB_*')] }];
    await setAccess({ caller: admin, input: { id: desk.manager.id, projects } });
    account.sandbox.renameVariable({ environment: id, name: 'DB_HOST', to: 'OTHER' });
    await scan();
    expect(await foundOf(key)).toMatchObject({
      kind: 'not_found',
      candidates: [],
      message: expect.stringContaining('nothing'),
    });
  });
});
