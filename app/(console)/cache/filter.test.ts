import { describe, expect, it } from 'vitest';
import { cacheFilterOf, cacheOrderOf } from './filter';

describe('the filter in an address', () => {
  it('is read whole, with the age in milliseconds', () => {
    const address = { search: 'stripe', state: 'failing', manager: 'm', code: 'provider_denied', age: '1h' };
    expect(cacheFilterOf(address)).toEqual({
      search: 'stripe',
      state: 'failing',
      secretManagerId: 'm',
      code: 'provider_denied',
      minAgeMs: 3_600_000,
    });
  });

  it('leaves out what it does not understand', () => {
    const address = {
      search: ['a', 'b'],
      state: 'gone',
      age: 'old',
      sort: 'value',
      order: 'up',
      project: '',
    };
    expect(cacheFilterOf(address)).toEqual({});
    expect(cacheOrderOf(address)).toEqual({});
    expect(cacheOrderOf({ sort: 'hits', order: 'asc' })).toEqual({ sort: 'hits', order: 'asc' });
  });
});
