import { describe, expect, it } from 'vitest';
import { indexItems, searchItems } from './search';

const item = (id: string, title: string) => ({ id, title, category: 'Login', createdAt: '', updatedAt: '' });

const index = indexItems([
  {
    vaultId: 'p',
    vaultTitle: 'Production',
    items: [item('1', 'Stripe'), item('2', 'My Stripe'), item('3', 'Twilio')],
  },
  {
    vaultId: 's',
    vaultTitle: 'Staging',
    items: [item('4', 'Pinstripe'), item('5', 'Twilio'), item('6', 'Café 10')],
  },
]);
const idsOf = (query: string) => searchItems(index, query).map(({ id }) => id);

describe('searching items', () => {
  it('gives everything by title when nothing is asked', () => {
    expect(idsOf('')).toEqual(['6', '2', '4', '1', '3', '5']);
  });

  it('puts titles that begin with the words first, then words inside, then the rest', () => {
    expect(idsOf('stripe')).toEqual(['1', '2', '4']);
  });

  it('finds by vault and title together, in any order', () => {
    expect(idsOf('staging twilio')).toEqual(['5']);
    expect(idsOf('twilio prod')).toEqual(['3']);
  });

  it('ignores case and accents', () => {
    expect(idsOf('CAFE')).toEqual(['6']);
  });

  it('marks items that share a title within a vault, where the vault does not tell them apart', () => {
    const twins = indexItems([
      {
        vaultId: 'p',
        vaultTitle: 'Production',
        items: [item('1', 'Twilio'), item('2', 'twilio'), item('3', 'AWS')],
      },
      { vaultId: 's', vaultTitle: 'Staging', items: [item('4', 'AWS')] },
    ]);
    expect(twins.filter(({ isTwin }) => isTwin).map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('searches ten thousand items without giving one twice', () => {
    const many = indexItems([
      {
        vaultId: 'v',
        vaultTitle: 'Many',
        items: Array.from({ length: 10_000 }, (_, at) => item(`${at}`, `Key ${at}`)),
      },
    ]);
    const found = searchItems(many, 'key 99');
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(found[0]?.title).toBe('Key 99');
  });
});
