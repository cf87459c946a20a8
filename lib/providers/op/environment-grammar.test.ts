import { describe, expect, it } from 'vitest';
import { isOpenFor, patternOfPlace, patternSet } from '@/lib/providers/patterns';
import { parseLocator } from '@/lib/providers/references';
import { environmentGrammar } from './environment-grammar';

const id = 'hfnjvi6aymbsnfc2xeeoheizda';
const begins = `op-environment://${id}`;

describe('references to variables of Environments', () => {
  it('name the Environment by its id and the variable by its name, encoded as an address needs it', () => {
    const { text, container, unit, member, isPinned, isVolatile } = parseLocator(
      `${begins}/DB HOST/ä?attribute=otp`,
    );
    expect({ text, container, unit, member, isPinned, isVolatile }).toEqual({
      text: `${begins}/DB%20HOST%2F%C3%A4?attribute=otp`,
      container: id,
      unit: id,
      member: 'DB HOST/ä',
      isPinned: true,
      isVolatile: true,
    });
    expect(parseLocator(text).text).toBe(text);
  });

  it('without a name mean all variables', () => {
    expect(parseLocator(begins)).toMatchObject({ text: begins, member: '', parts: [id] });
  });

  it.each([
    `${begins}/`,
    'op-environment://',
    'op-environment://Staging/DB_HOST',
    `op-environment://${id.toUpperCase()}/DB_HOST`,
    `${begins}/%`,
    `${begins}/A?attribute=type`,
    `${begins}?attribute=otp`,
    `${begins}/A#b`,
    ` ${begins}/A`,
  ])('refuse %j as reference_invalid', (text) => {
    expect(() => environmentGrammar.parse(text)).toThrow(
      expect.objectContaining({ code: 'reference_invalid' }),
    );
  });

  it.each(['A', 'DB HOST', 'a/b', '100%', 'Größe', '?#&', '😀', '..', ' ', '\u0000'])(
    'keep the name %j',
    (name) => {
      const text = environmentGrammar.write({ vault: id, item: '', field: name });
      expect(environmentGrammar.parse(text ?? '').member).toBe(name);
    },
  );

  it('are not written for a name that has no place in an address', () => {
    for (const name of ['', 'cut \ud83d']) {
      expect(environmentGrammar.write({ vault: id, item: '', field: name })).toBeUndefined();
    }
  });
});

describe('patterns for variables', () => {
  const allows = (pattern: string, text: string) =>
    patternSet([pattern]).allows({ locator: parseLocator(text), titles: undefined });

  it('name one, some, or all of an Environment, by its id or its title', () => {
    expect(allows(`${begins}/**`, `${begins}/DB_HOST`)).toBe(true);
    expect(allows(`${begins}/DB_*`, `${begins}/DB_HOST`)).toBe(true);
    expect(allows(`${begins}/DB_*`, `${begins}/STRIPE`)).toBe(false);
    expect(allows(`${begins}/DB HOST`, `${begins}/DB%20HOST`)).toBe(true);
    const titles = { vault: 'Staging', item: '', field: 'A' };
    expect(
      patternSet(['op-environment://Staging/**']).allows({ locator: parseLocator(`${begins}/A`), titles }),
    ).toBe(true);
  });

  it('let all of an Environment through only where they let each name through', () => {
    expect(
      [`${begins}/**`, `${begins}/*`, `${begins}/DB_*`].map((pattern) => allows(pattern, begins)),
    ).toEqual([true, true, false]);
  });

  it('that let all of an Environment through are patterns themselves', () => {
    const locator = parseLocator(begins);
    const titles = { vault: 'Staging', item: '', field: '' };
    const pattern = patternOfPlace({ locator, titles }, begins);
    expect([pattern, allows(pattern, begins)]).toEqual([`${begins}/**`, true]);
    const place = { locator: parseLocator(`${begins}/A`), titles: { ...titles, field: 'A' } };
    expect(patternOfPlace(place, `${begins}/A`)).toBe('op-environment://Staging/A');
  });

  it('of no scheme that is known here open nothing', () => {
    expect([
      isOpenFor(patternSet(['op://**']), ['op', 'op-environment']),
      isOpenFor(patternSet(['op://**']), []),
    ]).toEqual([true, false]);
  });

  it('of a kind’s containers let all of it through when they are open, and nothing of an Environment otherwise', () => {
    expect(allows('op://**', `${begins}/A`)).toBe(true);
    expect(allows('op://*/**', `${begins}/A`)).toBe(false);
    expect(allows('op-environment://**', 'op://Production/Stripe/key')).toBe(false);
  });
});
