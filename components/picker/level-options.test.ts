import { describe, expect, it } from 'vitest';
import type { SearchHit } from '@/lib/secrets/schema';
import { allVaultsLimit, type Searched, unitOptions } from './level-options';
import { indexItems } from './search';

const vault = (id: string, title: string) => ({ id, title, itemCount: 1 });
const items = indexItems([
  {
    vaultId: 'p',
    vaultTitle: 'Production',
    items: [{ id: '1', title: 'Product key', category: 'Login', createdAt: '', updatedAt: '' }],
  },
]);
const treeOf = (tops: ReturnType<typeof vault>[]) => ({ scheme: 'op', level: 'vault' as const, tops });
const few = treeOf([vault('p', 'Production'), vault('s', 'Staging')]);
const place: Pick<Searched, 'managerId' | 'topId' | 'answer' | 'others'> = {
  managerId: 'm',
  topId: undefined,
  others: [],
  answer: undefined,
};
const kinds = (searched: Searched) => unitOptions(searched).map(({ kind }) => kind);

describe('vaults and items to choose from', () => {
  it('are items alone while nothing is searched', () => {
    expect(kinds({ ...place, tree: few, items, text: '' })).toEqual(['item']);
  });

  it('begin with the vaults that fit the search', () => {
    expect(kinds({ ...place, tree: few, items, text: 'prod' })).toEqual(['top', 'item']);
    expect(kinds({ ...place, topId: 'p', tree: few, items, text: 'prod' })).toEqual(['item']);
  });

  it('are vaults alone when there are so many that listing all would cost too much', () => {
    const many = Array.from({ length: allVaultsLimit + 1 }, (_, at) => vault(`${at}`, `Vault ${at}`));
    expect(unitOptions({ ...place, tree: treeOf(many), items: [], text: '' })).toHaveLength(many.length);
  });
});

describe('environments to choose from', () => {
  const id = 'aaqaeayeaudaocajbifqydiob4';
  const other = 'aaaaaaaaaaaaaaaaaaaaaaaaaa';
  const environments = {
    scheme: 'op-environment',
    level: 'environment' as const,
    tops: [{ id, title: 'Product shop', itemCount: null }],
  };

  it('are all listed where they are opened, and beside vaults only when they are searched, after them', () => {
    expect(kinds({ ...place, tree: environments, items: [], text: '' })).toEqual(['top']);
    const beside = { ...place, tree: few, others: [environments], items };
    expect(kinds({ ...beside, text: '' })).toEqual(['item']);
    const levels = unitOptions({ ...beside, text: 'prod' }).flatMap((option) =>
      option.kind === 'top' ? [option.level] : [],
    );
    expect(levels).toEqual(['vault', 'environment']);
  });

  it('are found by the id that was copied, whether or not they are listed', () => {
    const found = (text: string) => unitOptions({ ...place, tree: environments, items: [], text });
    expect(found(id)).toMatchObject([{ kind: 'top', top: { title: 'Product shop' } }]);
    expect(found(` ${other} `)).toEqual([
      { kind: 'by-id', scheme: 'op-environment', level: 'environment', id: other },
    ]);
    expect(found('no id')).toEqual([]);
  });
});

describe('what else was found', () => {
  const hit = (secretManagerId: string, kind: SearchHit['kind'], item?: string): SearchHit => ({
    kind,
    secretManagerId,
    vaultId: 'p',
    titles: { vault: 'Production', ...(item ? { item } : {}), field: `Product of ${item}` },
    ...(item ? { itemId: item } : {}),
    ...(kind === 'field' ? { reference: `op://p/${item}/f`, shownReference: '' } : {}),
  });
  const unread = [{ secretManagerId: 'other', items: null }];
  const shown = (hits: SearchHit[], at: Partial<typeof place> = {}) =>
    unitOptions({ ...place, ...at, tree: few, items, text: 'prod', answer: { hits, unread } })
      .filter((option) => option.kind === 'hit')
      .map(({ hit: { secretManagerId, itemId } }) => `${secretManagerId} ${itemId ?? ''}`);

  it('comes after what is listed here, here before elsewhere, and last the way to list more', () => {
    const hits = [hit('other', 'item', '7'), hit('m', 'field', '1')];
    expect(shown(hits)).toEqual(['m 1', 'other 7']);
    expect(kinds({ ...place, tree: few, items, text: 'prod', answer: { hits, unread } })).toEqual([
      'top',
      'item',
      'hit',
      'hit',
      'read',
    ]);
  });

  it('leaves out what is listed here already, and is nothing without a search', () => {
    expect(shown([hit('m', 'vault'), hit('m', 'item', '1')])).toEqual([]);
    const answer = { hits: [hit('m', 'field', '1')], unread };
    expect(kinds({ ...place, tree: few, items, text: ' ', answer })).toEqual(['item']);
  });

  it('counts another vault than the open one as elsewhere', () => {
    expect(shown([hit('m', 'field', '1'), hit('other', 'field', '2')], { topId: 's' })).toEqual([
      'm 1',
      'other 2',
    ]);
  });
});
