import { expect, it } from 'vitest';
import { namesOf, parseLocator } from '@/lib/providers/references';
import type { ItemField } from './binding';
import { isListedField, listedItem } from './listed';
import { indexItems } from './search';

const itemId = 'aaqaeayeaudaocajbifqydiob4';
const item = { id: itemId, title: 'Stripe', category: 'Login', createdAt: '', updatedAt: '' };
const twin = (id: string) => ({ ...item, id, title: 'Twin' });
const items = indexItems([
  { vaultId: 'v', vaultTitle: 'Production', items: [item, twin('one'), twin('other')] },
]);
const field: ItemField = {
  id: 'f1',
  title: 'Secret Key',
  sectionId: 's1',
  sectionTitle: 'Live',
  type: 'Concealed',
  isEmpty: false,
  reference: '',
  offers: ['value'],
};

it('an item is found by its titles whatever their case, or by its id, and only when it is the only one', () => {
  const found = (text: string) => listedItem(items, namesOf(parseLocator(text)), text)?.id;
  expect(found('op://production/stripe/key')).toBe(itemId);
  expect(found(`op://Production/${itemId}/key`)).toBe(itemId);
  expect(found('op://Production/Strip/key')).toBeUndefined();
  expect(found('op://Staging/Stripe/key')).toBeUndefined();
  expect(found('op://Production/Twin/key')).toBeUndefined();
});

it('a field is found by its whole name and section', () => {
  const isListed = (text: string) => isListedField([field], namesOf(parseLocator(text)));
  expect(isListed('op://v/i/secret key')).toBe(true);
  expect(isListed('op://v/i/live/f1')).toBe(true);
  expect(isListed('op://v/i/Secret Ke')).toBe(false);
  expect(isListed('op://v/i/Test/Secret Key')).toBe(false);
});
