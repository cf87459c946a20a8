import { describe, expect, it } from 'vitest';
import { eventFilterOf } from './filter';

describe('the filter of the audit', () => {
  it('is what the address says', () => {
    const address = { verb: 'connection.created', kind: 'connection', actorId: 'a', search: 'Stripe' };
    expect(eventFilterOf(address)).toEqual({
      verb: 'connection.created',
      subjectKind: 'connection',
      actorId: 'a',
      search: 'Stripe',
    });
  });

  it('takes days as they begin and end where the reader is', () => {
    const { since = '', until = '' } = eventFilterOf({ from: '2026-11-28', to: '2026-11-28' });
    expect(new Date(since)).toEqual(new Date(2026, 10, 28));
    expect(new Date(until)).toEqual(new Date(2026, 10, 29));
  });

  it('leaves out what it does not understand', () => {
    const address = { verb: 'nothing', kind: 'x', from: 'yesterday', to: ['2026-01-01'], search: '' };
    expect(eventFilterOf(address)).toEqual({});
  });
});
