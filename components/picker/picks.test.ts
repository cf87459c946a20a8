import { describe, expect, it } from 'vitest';
import type { ItemField } from './binding';
import { choicesOf } from './choices';
import {
  bestChoice,
  itemOfBinding,
  narrowSections,
  pickOfCheck,
  pickOfChoice,
  pickUnverified,
} from './picks';

const manager = { id: 'm', name: 'Acme', provider: 'onepassword' as const };
const vaultId = 'aaaaaaaaaaaaaaaaaaaaaaaaaa';
const itemId = 'bbbbbbbbbbbbbbbbbbbbbbbbba';
const field = (title: string, more: Partial<ItemField> = {}): ItemField => ({
  id: title,
  title,
  type: 'Text',
  isEmpty: false,
  reference: `op://${vaultId}/${itemId}/${title}`,
  offers: ['value'],
  ...more,
});
const sections = choicesOf([
  field('Account'),
  field('empty', { type: 'Concealed', isEmpty: true }),
  field('Secret Key', { type: 'Concealed' }),
  field('code', { offers: ['otp'], sectionId: 's', sectionTitle: 'Security' }),
]);

describe('the field to begin with', () => {
  it('is the one bound already', () => {
    expect(bestChoice(sections, 'Anything', `op://${vaultId}/${itemId}/code?attribute=otp`)).toBe(3);
  });

  it('else the one called like the field, however it is written', () => {
    expect(bestChoice(sections, 'secret_key', undefined)).toBe(2);
    expect(bestChoice(sections, 'Account', undefined)).toBe(0);
  });

  it('else the first credential that holds something', () => {
    expect(bestChoice(sections, 'Token', undefined)).toBe(2);
  });
});

describe('what would be bound', () => {
  it('is stored by ids and shown by names, with the section and the form', () => {
    const choice = sections[1]?.choices[0];
    expect(
      choice && pickOfChoice(manager, { vaultTitle: 'Prod', itemTitle: 'Stripe' }, choice),
    ).toMatchObject({
      reference: `op://${vaultId}/${itemId}/code?attribute=otp`,
      shownReference: 'op://Prod/Stripe/Security/code?attribute=otp',
      trust: 'chosen',
    });
  });

  it('comes from a check only when that found something', () => {
    const found = { ok: true, reference: { ids: 'op://a/b/c', names: 'op://A/B/C' } };
    expect(pickOfCheck(manager, found)).toMatchObject({ reference: 'op://a/b/c', trust: 'verified' });
    expect(pickOfCheck(manager, { ok: false, code: 'secret_not_found' })).toBeUndefined();
  });

  it('leads back to the item when it is bound by ids', () => {
    const binding = pickUnverified(manager, `op://${vaultId}/${itemId}/password`);
    expect(itemOfBinding(binding)).toEqual({ vaultId, itemId });
    expect(itemOfBinding(pickUnverified(manager, 'op://Prod/Stripe/password'))).toBeUndefined();
    expect(itemOfBinding(pickUnverified(manager, 'nonsense'))).toBeUndefined();
  });
});

it('narrows fields by label and section, and leaves out sections without any', () => {
  const titles = (text: string) =>
    narrowSections(sections, text).flatMap(({ choices }) => choices.map((choice) => choice.field.title));
  expect(titles('key')).toEqual(['Secret Key']);
  expect(titles('security')).toEqual(['code']);
  expect(titles('')).toHaveLength(4);
});
