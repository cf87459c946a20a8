import { describe, expect, it } from 'vitest';
import { newsChannelOf } from './news';

describe('newsChannelOf', () => {
  it('is another one for each schema, also where their names differ at the end alone', () => {
    const channels = ['public', 'keys', `${'x'.repeat(62)}1`, `${'x'.repeat(62)}2`].map(newsChannelOf);
    // PostgreSQL cuts a name there.
    expect(new Set(channels.map((name) => name.slice(0, 63))).size).toBe(4);
  });

  it('is that of earlier releases in public', () => {
    expect(newsChannelOf('public')).toBe('latchkey_news');
  });
});
