import { describe, expect, it } from 'vitest';
import { parseLocator } from '@/lib/providers/references';
import { choicesOf } from './choices';

const field = (id: string, more: object = {}) => ({
  id,
  title: id,
  type: 'Concealed',
  isEmpty: false,
  reference: `op://v/i/${id}`,
  offers: ['value' as const],
  ...more,
});

describe('choicesOf', () => {
  it('keeps sections in their order with their fields together', () => {
    const sections = choicesOf([
      field('a'),
      field('b', { sectionId: 's', sectionTitle: 'Restricted' }),
      field('c'),
    ]);
    expect(sections.map(({ title, choices }) => [title, choices.map(({ field: { id } }) => id)])).toEqual([
      ['', ['a', 'c']],
      ['Restricted', ['b']],
    ]);
  });

  it('makes one choice of each form, with a reference that parses', () => {
    const [section] = choicesOf([
      field('code', { offers: ['value', 'otp'] }),
      field('key', { offers: ['value', 'openssh'] }),
      field('cert', { offers: ['file'] }),
    ]);
    const references = section?.choices.map(({ reference }) => reference) ?? [];
    expect(references).toEqual([
      'op://v/i/code',
      'op://v/i/code?attribute=otp',
      'op://v/i/key',
      'op://v/i/key?ssh-format=openssh',
      'op://v/i/cert',
    ]);
    expect(references.map((text) => parseLocator(text).form)).toEqual([
      undefined,
      'otp',
      undefined,
      'openssh',
      undefined,
    ]);
    expect(new Set(section?.choices.map(({ key }) => key)).size).toBe(5);
  });
});
