import { describe, expect, it } from 'vitest';
import { referenceWays } from './reference-ways';

const told = (text: string) =>
  referenceWays(text).map(({ vault, item, section, field, attribute }) =>
    [
      vault,
      item,
      ...(section === undefined ? [] : [`[${section}]`]),
      field,
      ...(attribute ? [attribute] : []),
    ].join(' · '),
  );

describe('referenceWays', () => {
  it('cuts three parts in one way, whatever stands in them', () => {
    expect(told('op://R&D [eu]/Café @ 50%/key#1?')).toEqual(['R&D [eu] · Café @ 50% · key#1?']);
    expect(told('op://v/i/key?attribute=totp')).toEqual(['v · i · key · otp']);
  });

  it('takes a slash as part of a name in every way that there is', () => {
    expect(told('op://v/a/b/f').sort()).toEqual(
      ['v · a · [b] · f', 'v · a · b/f', 'v · a/b · f', 'v/a · b · f'].sort(),
    );
    expect(told('op://a/b/c/d/e')).toContain('a/b · c · [d] · e');
  });

  it('leaves nothing but the section empty', () => {
    expect(told('op://v/i//f')).toContain('v · i · [] · f');
    expect(told('op:///i/f')).toEqual([]);
    expect(told('op://v/i/')).toEqual([]);
  });

  it('has none for what is no reference, or too long to try', () => {
    for (const text of ['', 'v/i/f', 'op://v/i', `op://${'a/'.repeat(40)}f`]) expect(told(text)).toEqual([]);
  });
});
