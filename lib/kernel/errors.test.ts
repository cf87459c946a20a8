import { expect, it } from 'vitest';
import { asLatchkeyError, carrierOf, LatchkeyError } from './errors';

const away = new LatchkeyError('database_unavailable');

it('an error is known by its code through the libraries that carried it', () => {
  expect(asLatchkeyError(away)).toBe(away);
  const byOne = carrierOf(away);
  const byTwo = new Error('failed to get the session', { cause: byOne });
  for (const error of [byOne, byTwo, new Error('refused', { cause: byTwo })])
    expect(asLatchkeyError(error)).toBe(away);
});

it('an error that carries nothing known, or itself, is internal', () => {
  const circular = new Error('a');
  circular.cause = circular;
  for (const error of [new Error('b', { cause: 'c' }), circular, 'text', undefined])
    expect(asLatchkeyError(error).code).toBe('internal');
});
