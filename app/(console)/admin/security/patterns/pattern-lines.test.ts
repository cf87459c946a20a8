import { describe, expect, it } from 'vitest';
import { anyOf, patternSet } from '@/lib/providers/patterns';
import { parseLocator } from '@/lib/providers/references';
import { isChosen, isEverything, linesOf, withContainer, withEverything } from './pattern-lines';
import { summaryOf } from './summary';
import { anyReferenceText, patternOf, vaultNamedIn } from './vault-pattern';
import { wrongLines } from './wrong-lines';

const production = { id: 'v1', title: 'Production' };
const shared = { id: 'v2', title: 'Shared' };
const vaults = [production, shared];
const scheme = 'op';
const any = anyReferenceText(scheme);
const withVault = (text: string, vault: typeof production, isWanted: boolean) =>
  withContainer(text, { scheme, container: vault, all: vaults }, isWanted);

describe('the pattern of a vault', () => {
  it('names it by its title, and by its id where the title does not tell it apart or cannot be written', () => {
    const twin = { id: 'v3', title: 'production' };
    const cases = [
      { vault: production, among: vaults, pattern: 'op://Production/**' },
      { vault: production, among: [...vaults, twin], pattern: 'op://v1/**' },
      { vault: { id: 'v4', title: 'Team/Billing' }, among: vaults, pattern: 'op://v4/**' },
      { vault: { id: 'v5', title: ' ' }, among: vaults, pattern: 'op://v5/**' },
      { vault: { id: 'v6', title: 'a*b\\c' }, among: vaults, pattern: 'op://a\\*b\\\\c/**' },
      { vault: { id: 'v7', title: 'x'.repeat(390) }, among: vaults, pattern: 'op://v7/**' },
    ];
    for (const { vault, among, pattern } of cases) expect(patternOf(scheme, vault, among)).toBe(pattern);
  });

  it('lets through that vault whole and no other, however its title is written', () => {
    const odd = ['Plain', 'a*b', 'back\\slash', 'Ümlaut', 'with space', '**', 'Team/Billing'];
    const all = odd.map((title, at) => ({ id: `id${at}`, title }));
    for (const vault of all) {
      const set = patternSet([patternOf(scheme, vault, all)]);
      const allowed = all.filter(({ id, title }) =>
        set.allows({
          locator: parseLocator(`op://${id}/i/f`),
          titles: { vault: title, item: 'Item', field: 'Field' },
        }),
      );
      expect(allowed, vault.title).toEqual([vault]);
      expect(wrongLines(patternOf(scheme, vault, all))).toEqual([]);
    }
  });

  it('is read back as the name of the vault, and no other pattern is', () => {
    expect(vaultNamedIn(patternOf(scheme, { id: 'v', title: 'a*b\\c' }, []))).toBe('a*b\\c');
    for (const other of [any, 'op://Prod*/**', 'op://Production/Stripe/**', 'op://a/b/c']) {
      expect(vaultNamedIn(other)).toBeUndefined();
    }
  });
});

describe('a text of patterns', () => {
  it('is one pattern a line, without blank lines and repetitions', () => {
    expect(linesOf(' op://a/** \n\nop://b/**\r\nop://a/**')).toEqual(['op://a/**', 'op://b/**']);
    expect(linesOf('\n \n')).toEqual([]);
  });

  it('takes a vault in and gives it back, by title or by id, and keeps every other line', () => {
    const before = 'op://Shared/Database/*';
    const withIt = withVault(before, production, true);
    expect(withIt).toBe('op://Shared/Database/*\nop://Production/**');
    expect(isChosen(withIt, scheme, production)).toBe(true);
    expect(isChosen(withIt, scheme, shared)).toBe(false);
    expect(withVault(withIt, production, false)).toBe(before);
    expect(withVault(`${before}\nop://V1/**\nop://PRODUCTION/**`, production, false)).toBe(before);
    expect(withVault(withIt, production, true)).toBe(withIt);
  });

  it('takes everything in and gives it back, and keeps every other line', () => {
    const before = 'op://Shared/**';
    const withIt = withEverything(before, scheme, true);
    expect([isEverything(before, scheme), isEverything(withIt, scheme)]).toEqual([false, true]);
    expect(withEverything(withIt, scheme, false)).toBe(before);
    expect(any).toBe(anyOf('op'));
  });

  it('tells which line is no pattern, counted as people see them', () => {
    const text = 'op://Shared/**\n\nProduction\n op://a/b/c \nop://only-vault';
    expect(wrongLines(text).map(({ line, text }) => [line, text])).toEqual([
      [3, 'Production'],
      [5, 'op://only-vault'],
    ]);
    expect(wrongLines(text)[0]?.why).toContain('op://vault/item/field');
  });

  it('is summed up: everything, nothing, or vaults by name and the number of other patterns', () => {
    expect(summaryOf([])).toEqual({ kind: 'nothing' });
    expect(summaryOf(['op://a/**', any])).toEqual({ kind: 'everything' });
    expect(summaryOf(['op://Production/**', 'op://Shared/Database/*', 'op://*/Stripe/*'])).toEqual({
      kind: 'some',
      vaults: ['Production'],
      others: 2,
    });
  });
});
