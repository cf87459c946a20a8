import { expect, it } from 'vitest';
import { bindingText } from './binding-text';

const binding = {
  secretManagerId: 'm',
  secretManagerName: 'One',
  provider: 'onepassword' as const,
  trust: 'chosen' as const,
};

it('a binding is told by its names, and says so where it lies in no vault', () => {
  const item = {
    ...binding,
    reference: 'op://v/i/f',
    shownReference: 'op://Production/Stripe/Secret Key',
    titles: { vault: 'Production', item: 'Stripe', field: 'Secret Key' },
  };
  const reference = 'op-environment://aaqaeayeaudaocajbifqydiob4/DB_HOST';
  const titles = { vault: 'Staging', item: '', field: 'DB_HOST' };
  const variable = { ...binding, reference, shownReference: reference, titles };
  expect(bindingText(item)).toBe('Production / Stripe / Secret Key');
  expect(bindingText(variable)).toBe('Environment Staging / DB_HOST');
  expect(bindingText(variable, 'without-vault')).toBe('DB_HOST');
});
