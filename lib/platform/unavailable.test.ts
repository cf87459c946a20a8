import { describe, expect, it } from 'vitest';
import { asLatchkeyError, carrierOf, LatchkeyError } from '@/lib/kernel/errors';
import { unavailableIfAway } from './unavailable';

const error = (code: string | undefined, message = 'canary') => Object.assign(new Error(message), { code });

describe('an error of the database', () => {
  it.each([
    ['ECONNREFUSED'],
    ['ECONNRESET'],
    ['EPIPE'],
    ['57P01'],
    ['57P03'],
    ['53300'],
    ['57014'],
    ['08006'],
    [undefined, 'Connection terminated unexpectedly'],
    [undefined, 'timeout exceeded when trying to connect'],
  ])('says that the server is away: %s %s', (code?: string, message?: string) => {
    const known = asLatchkeyError(unavailableIfAway(error(code, message), false));
    expect(known).toMatchObject({ code: 'database_unavailable', status: 503, retryAfterMs: 2_000 });
    expect(known.message).not.toContain('canary');
  });

  it.each([['23505'], ['42P01'], ['22P05'], [undefined]])('is the answer to a statement: %s', (code) => {
    const own = error(code);
    expect(unavailableIfAway(own, false)).toBe(own);
  });

  it('says so whatever it is where nothing was asked yet', () => {
    expect(asLatchkeyError(unavailableIfAway(error('28P01'), true)).code).toBe('database_unavailable');
  });

  it('stays what it is when it has a code of the closed set already', () => {
    const full = new LatchkeyError('storage_full');
    expect(unavailableIfAway(full, true)).toBe(full);
    const carried = carrierOf(full);
    expect(unavailableIfAway(carried, true)).toBe(carried);
  });
});
