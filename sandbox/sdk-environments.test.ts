import { type Client, createClient } from '@1password/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from './handle';
import { startSandbox } from './sandbox';

// What the unpatched SDK makes of Environments.

let sandbox: Sandbox;
let client: Client;
let environment: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  environment = sandbox.createEnvironment({
    name: 'Shop staging',
    variables: [
      { name: 'DB_HOST', value: 'db.test', type: 'Text' },
      { name: 'DB_PASSWORD', value: 'pw' },
      { name: 'Größe: ä b', value: '', type: 'Text' },
      { name: 'TWICE', value: '1' },
      { name: 'TWICE', value: '2' },
      { name: '', value: 'nameless' },
      { name: 'CODE', value: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP', type: 'Totp' },
    ],
  }).id;
  sandbox.createVault({ name: 'Production' });
  client = await createClient({
    auth: sandbox.mintToken().token,
    integrationName: 'test',
    integrationVersion: '1',
  });
});
afterAll(() => sandbox.close());

const variables = async (id = environment) => (await client.environments.getVariables(id)).variables;

describe('Environments', () => {
  it('give their variables by name, in order, repeats and empty names too', async () => {
    expect(await variables()).toEqual([
      { name: 'DB_HOST', value: 'db.test', masked: false },
      { name: 'DB_PASSWORD', value: 'pw', masked: true },
      { name: 'Größe: ä b', value: '', masked: false },
      { name: 'TWICE', value: '1', masked: true },
      { name: 'TWICE', value: '2', masked: true },
      { name: '', value: 'nameless', masked: true },
      expect.objectContaining({ name: 'CODE', value: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP' }),
    ]);
  });

  it('stand in the list of vaults under a type of their own', async () => {
    const vaults = await client.vaults.list();
    expect(vaults.map(({ title, vaultType }) => [title, vaultType])).toEqual(
      expect.arrayContaining([
        ['Shop staging', 'unsupported'],
        ['Production', 'userCreated'],
      ]),
    );
  });

  it('cost three requests each time', async () => {
    await variables();
    sandbox.clearLog();
    await variables();
    expect(sandbox.requests()).toHaveLength(3);
  });

  it('change by name: set, renamed, removed', async () => {
    const { id } = sandbox.createEnvironment({ name: 'Change', variables: [{ name: 'A', value: '1' }] });
    const { serviceAccountId } = sandbox.tokens()[0] ?? { serviceAccountId: '' };
    sandbox.grantVault({ serviceAccountId, vault: id });
    sandbox.updateItem({ ...sandbox.variablesItem(id), field: 'B', value: '2', type: 'Concealed' });
    sandbox.renameVariable({ environment: id, name: 'A', to: 'C' });
    expect(await variables(id)).toEqual([
      { name: 'C', value: '1', masked: true },
      { name: 'B', value: '2', masked: true },
    ]);
    sandbox.removeField({ ...sandbox.variablesItem(id), field: 'C' });
    expect(await variables(id)).toEqual([{ name: 'B', value: '2', masked: true }]);
  });

  it('tell what is wrong with them', async () => {
    const serviceAccountId = sandbox.tokens()[0]?.serviceAccountId ?? '';
    const made = (name: string) => {
      const { id } = sandbox.createEnvironment({ name, variables: [{ name: 'A', value: '1' }] });
      sandbox.grantVault({ serviceAccountId, vault: id });
      return id;
    };
    const twice = made('Two items');
    sandbox.createItem({ vault: twice, title: 'Another' });
    await expect(variables(twice)).rejects.toThrow(/appears to be corrupted/);
    const archived = made('Archived');
    sandbox.archiveItem(sandbox.variablesItem(archived));
    await expect(variables(archived)).rejects.toThrow(/not in an active state/);
    const empty = made('Empty');
    sandbox.deleteItem(sandbox.variablesItem(empty));
    expect(await variables(empty)).toEqual([]);
    await expect(variables(sandbox.findVault('Production'))).rejects.toThrow(
      /does not correspond to an Environment/,
    );
    await expect(variables('aaqaeayeaudaocajbifqydiob4')).rejects.toThrow(/Environment was not found/);
  });
});
