import { describe, expect, it } from 'vitest';
import { allVaultsLimit, itemOptions } from './item-options';
import { indexItems } from './search';

const vault = (id: string, title: string) => ({ id, title, itemCount: 1 });
const items = indexItems([
  {
    vaultId: 'p',
    vaultTitle: 'Production',
    items: [{ id: '1', title: 'Product key', category: 'Login', createdAt: '', updatedAt: '' }],
  },
]);
const few = [vault('p', 'Production'), vault('s', 'Staging')];

describe('vaults and items to choose from', () => {
  it('are items alone while nothing is searched', () => {
    expect(itemOptions(few, items, '', 'all-vaults').map(({ kind }) => kind)).toEqual(['item']);
  });

  it('begin with the vaults that fit the search', () => {
    expect(itemOptions(few, items, 'prod', 'all-vaults').map(({ kind }) => kind)).toEqual(['vault', 'item']);
    expect(itemOptions(few, items, 'prod', 'one-vault').map(({ kind }) => kind)).toEqual(['item']);
  });

  it('are vaults alone when there are so many that listing all would cost too much', () => {
    const many = Array.from({ length: allVaultsLimit + 1 }, (_, at) => vault(`${at}`, `Vault ${at}`));
    expect(itemOptions(many, [], '', 'all-vaults')).toHaveLength(many.length);
  });
});
