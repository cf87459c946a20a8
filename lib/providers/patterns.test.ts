import { describe, expect, it } from 'vitest';
import { anyOf, exactPattern, isAnyOfScheme, patternOfPlace, patternSchema, patternSet } from './patterns';
import { parseLocator } from './references';

const vault = 'abcdefghijklmnopqrstuvwxya';
const item = 'bcdefghijklmnopqrstuvwxyza';
const place = (titles: { vault: string; item: string; section?: string; field: string }) => ({
  locator: parseLocator(`op://${vault}/${item}/${titles.section ? 'sec/' : ''}f1`),
  titles,
});
const stripe = place({ vault: 'Production', item: 'Stripe', field: 'Secret Key' });
const database = place({ vault: 'Shared', item: 'Database', section: 'Admin', field: 'password' });
const allows = (pattern: string, at: typeof stripe) => patternSet([pattern]).allows(at);

describe('a pattern over references', () => {
  it.each([
    ['op://**', true, true],
    ['op://Production/**', true, false],
    ['op://production/**', true, false],
    ['op://Prod*/**', true, false],
    ['op://*/Stripe/*', true, false],
    ['op://Production/Stripe/Secret Key', true, false],
    ['op://Production/Stripe/secret*', true, false],
    ['op://Production/Stripe/**', true, false],
    [`op://${vault}/**`, true, true],
    [`op://${vault}/${item}//f1`, true, false],
    ['op://Shared/Database/*', false, true],
    ['op://Shared/Database/Admin/*', false, true],
    ['op://Shared/Database/Other/*', false, false],
    ['op://Shared/Database//password', false, false],
    ['op://Production/Strip/*', false, false],
    ['op://Production/Stripe/Secret', false, false],
    ['op://Productio/**', false, false],
    ['op://roduction/**', false, false],
    ['op://Produ\\*/**', false, false],
    ['op://Shared/Database/Admin', false, false],
    ['op://Production/Stripe/Secret Key/**', false, false],
    ['op://Produc*ction/**', false, false],
  ])('%s', (pattern, isStripe, isDatabase) => {
    expect(patternSchema.safeParse(pattern).success).toBe(true);
    expect([allows(pattern, stripe), allows(pattern, database)]).toEqual([isStripe, isDatabase]);
  });

  it.each([
    '',
    'Production/**',
    'op://',
    'op://Production',
    'op://Production/Stripe',
    'op://**/Stripe',
    'op://a**/b/c',
    'op://a//c',
    'op://a/b/c/d/e',
    'op://a/b/c\\',
  ])('refuses %j, which is none, and lets nothing through by it', (pattern) => {
    expect(patternSchema.safeParse(pattern).success).toBe(false);
    expect(allows(pattern, stripe)).toBe(false);
  });

  it('lets nothing through without a pattern, and a title that is not known by its id alone', () => {
    expect(patternSet([]).allows(stripe)).toBe(false);
    const unnamed = { locator: stripe.locator };
    expect(patternSet(['op://Production/**']).allows(unnamed)).toBe(false);
    expect(patternSet([`op://${vault}/**`]).allows(unnamed)).toBe(true);
  });

  it('is of one scheme, and lets nothing of another through', () => {
    expect([anyOf('op'), isAnyOfScheme('op://**'), isAnyOfScheme('op://a/**')]).toEqual([
      'op://**',
      true,
      false,
    ]);
    const set = patternSet(['op://**']).within(['other']);
    expect([set.isAny('op'), set.allows(stripe), patternSet(['op://**']).within(['op']).isAny('op')]).toEqual(
      [false, false, true],
    );
    const other = { locator: { ...stripe.locator, scheme: 'other' }, titles: stripe.titles };
    expect(patternSet(['op://Production/**']).allows(other)).toBe(false);
    const elsewhere = { scheme: 'other', steps: [['Production']] as const };
    expect(patternSet(['op://Production/**']).leadsThrough(elsewhere)).toBe(false);
  });

  it('leads through the vaults and items below which something is let through', () => {
    const set = patternSet(['op://Shared/Database/*', 'op://Prod*/**']);
    const at = (title: string, itemTitle?: string) => ({
      scheme: 'op',
      steps: [['v', title] as const, ...(itemTitle ? [['i', itemTitle] as const] : [])],
    });
    expect(['Shared', 'Production', 'Payroll'].map((title) => set.leadsThrough(at(title)))).toEqual([
      true,
      true,
      false,
    ]);
    expect([set.leadsThrough(at('Shared', 'Database')), set.leadsThrough(at('Shared', 'Root'))]).toEqual([
      true,
      false,
    ]);
  });

  it('made of one reference lets that one through and no other, stars in it being plain', () => {
    const text = `op://${vault}/${item}//f1?attribute=otp`;
    expect(allows(exactPattern(text), stripe)).toBe(true);
    expect(allows(exactPattern(text), database)).toBe(false);
    expect(exactPattern('op://a*/b\\/c')).toBe('op://a\\*/b\\\\/c');
  });

  it('holds a field of a section against its stored form', () => {
    expect(allows(exactPattern(`op://${vault}/${item}/sec/f1`), database)).toBe(true);
    expect(allows(exactPattern(`op://${vault}/${item}/sec/f1`), stripe)).toBe(false);
  });

  it('takes no longer for a text made to be slow', () => {
    const set = patternSet([`op://${'*a'.repeat(150)}/**`]);
    expect(set.allows(place({ vault: 'a'.repeat(5_000), item: 'x', field: 'y' }))).toBe(true);
    expect(set.allows(place({ vault: `${'a'.repeat(5_000)}b`, item: 'x', field: 'y' }))).toBe(false);
  });
});

describe('the pattern of one place', () => {
  const reference = `op://${vault}/${item}/f1`;
  const of = (at: typeof stripe, stored = reference) => patternOfPlace(at, stored);

  it('names it by its titles, with the section where it has one, and lets nothing else through', () => {
    expect(of(stripe)).toBe('op://Production/Stripe/Secret Key');
    expect(of(database)).toBe('op://Shared/Database/Admin/password');
    expect([allows(of(stripe), stripe), allows(of(stripe), database)]).toEqual([true, false]);
  });

  it('takes stars of a title as plain characters', () => {
    const starred = place({ vault: 'Prod*', item: 'A\\B', field: 'key' });
    expect(allows(of(starred), starred)).toBe(true);
    expect(allows(of(starred), place({ vault: 'Production', item: 'A\\B', field: 'key' }))).toBe(false);
  });

  it('falls back to ids where titles are unknown or cannot be written', () => {
    expect(patternOfPlace({ locator: stripe.locator }, `${reference}?attribute=otp`)).toBe(reference);
    for (const title of ['a/b', ' padded ', ''])
      expect(of(place({ vault: 'V', item: 'I', field: title }))).toBe(reference);
    expect(of(place({ vault: 'V', item: 'I', field: 'x'.repeat(500) }))).toBe(reference);
  });
});
