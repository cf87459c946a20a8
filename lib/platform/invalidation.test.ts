import { describe, expect, it } from 'vitest';
import { invalidationChannelOf } from './invalidation';

describe('newsChannelOf', () => {
  it('is another one for each schema, also where their names differ at the end alone', () => {
    const channels = ['public', 'keys', `${'x'.repeat(62)}1`, `${'x'.repeat(62)}2`].map(
      invalidationChannelOf,
    );
    // PostgreSQL cuts a name there.
    expect(new Set(channels.map((name) => name.slice(0, 63))).size).toBe(4);
  });

  it('is that of earlier releases in public', () => {
    expect(invalidationChannelOf('public')).toBe('latchkey_news');
  });
});
