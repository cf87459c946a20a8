import { beforeAll, describe, expect, it } from 'vitest';
import { admin, builder, team } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { setAccess } from '@/lib/managers/access';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { browseFields, browseItems, browseVaults } from './browse';
import { browsePath } from './browse-path';

useTestDatabase();
const account = useTestAccount();

let desk: Desk;
let api: string;
let other: string;
beforeAll(async () => {
  desk = await connectDesk(account.sandbox, {
    API: { token: 'one', login: 'two' },
    Other: { token: 'three' },
  });
  api = account.sandbox.findItem(desk.vaultId, 'API').item;
  other = account.sandbox.findItem(desk.vaultId, 'Other').item;
});

const grant = (...patterns: string[]) =>
  setAccess({ caller: admin, input: { id: desk.manager.id, projects: [{ projectId: team.id, patterns }] } });
const vaults = async (caller = builder) =>
  (await browseVaults({ caller, input: { id: desk.manager.id } })).vaults.map(({ id }) => id);
const items = async (vaultId = desk.vaultId, caller = builder) =>
  (await browseItems({ caller, input: { id: desk.manager.id, vaultId } })).items.map(({ title }) => title);
const fields = async (itemId: string) =>
  (
    await browseFields({ caller: builder, input: { id: desk.manager.id, vaultId: desk.vaultId, itemId } })
  ).fields.map(({ title }) => title);
const gone = { code: 'not_found' };

describe('browsing', () => {
  it('shows a builder what leads to something that their project may use, and no more', async () => {
    await grant(`op://${desk.manager.name}/API/token`);
    expect(await vaults()).toEqual([desk.vaultId]);
    expect(await items()).toEqual(['API']);
    expect(await fields(api)).toEqual(['token']);
    await expect(fields(other)).rejects.toMatchObject(gone);
  });

  it('counts the items of a vault for those only who may use all of them', async () => {
    const counts = async (caller = builder) =>
      (await browseVaults({ caller, input: { id: desk.manager.id } })).vaults.map(
        ({ itemCount }) => itemCount,
      );
    await grant(`op://${desk.manager.name}/API/token`);
    expect([await counts(), await counts(admin)]).toEqual([[null], [2]]);
    await grant(`op://${desk.manager.name}/**`);
    expect(await counts()).toEqual([2]);
  });

  it('shows the same by path', async () => {
    await grant(`op://${desk.manager.name}/API/token`);
    const at = async (...path: string[]) =>
      (await browsePath({ caller: builder, input: { id: desk.manager.id, path } })).items.map(
        ({ title }) => title,
      );
    expect(await at()).toEqual([desk.manager.name]);
    expect(await at(desk.vaultId)).toEqual(['API']);
    expect(await at(desk.vaultId, api)).toEqual(['token']);
    await expect(at(desk.vaultId, other)).rejects.toMatchObject(gone);
    await grant('op://Another/**');
    await expect(at(desk.vaultId)).rejects.toMatchObject(gone);
  });

  it('shows nothing of a vault that leads nowhere', async () => {
    await grant('op://Another/**');
    expect(await vaults()).toEqual([]);
    await expect(items()).rejects.toMatchObject(gone);
    await expect(fields(api)).rejects.toMatchObject(gone);
  });

  it('shows an admin everything', async () => {
    expect(await vaults(admin)).toEqual([desk.vaultId]);
    expect((await items(desk.vaultId, admin)).sort()).toEqual(['API', 'Other']);
  });

  it('takes ids alone, and asks the provider for nothing else', async () => {
    await items(desk.vaultId, admin);
    account.sandbox.clearLog();
    for (const odd of [desk.manager.name, '..', '*']) {
      await expect(items(odd, admin)).rejects.toMatchObject(gone);
    }
    expect(account.sandbox.requests()).toEqual([]);
  });
});
