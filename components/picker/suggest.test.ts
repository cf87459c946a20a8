import { describe, expect, it } from 'vitest';
import { choicesOf } from './choices';
import { suggestionsOf } from './suggest';

const field = (title: string, isEmpty = false) => ({
  id: title,
  title,
  type: 'Text',
  isEmpty,
  reference: `op://v/i/${title}`,
  offers: ['value' as const],
});
const wanted = (name: string, label: string) => ({ name, label });

describe('suggestions from the same item', () => {
  it('match by label, by name, and by what 1Password calls it, each field once', () => {
    const sections = choicesOf([field('server'), field('username'), field('password'), field('database')]);
    const found = suggestionsOf(
      [
        wanted('host', 'Host'),
        wanted('username', 'Username'),
        wanted('database', 'Database'),
        wanted('from', 'From address'),
      ],
      sections,
    );
    expect(found.map(({ field: { name }, choice }) => [name, choice.field.title])).toEqual([
      ['host', 'server'],
      ['username', 'username'],
      ['database', 'database'],
    ]);
  });

  it('leave out what is empty in 1Password, and never give one field twice', () => {
    const sections = choicesOf([field('key'), field('token', true)]);
    const found = suggestionsOf([wanted('apiKey', 'API key'), wanted('privateKey', 'Private key')], sections);
    expect(found.map(({ field: { name } }) => name)).toEqual(['apiKey']);
  });
});
