import { expect, it } from 'vitest';
import { keyStateOf } from './key-state';

const nowMs = Date.parse('2026-03-01T12:00:00Z');
const good = { revokedAt: null, expiresAt: null, replacedById: null };

it('tells how a key stands, the worst first', () => {
  const later = '2026-06-01T00:00:00Z';
  const soon = '2026-03-10T00:00:00Z';
  const past = '2026-03-01T12:00:00Z';
  const cases = [
    [good, 'active'],
    [{ ...good, expiresAt: later }, 'active'],
    [{ ...good, expiresAt: soon }, 'ending'],
    [{ ...good, expiresAt: soon, replacedById: 'b' }, 'replaced'],
    [{ ...good, expiresAt: past, replacedById: 'b' }, 'expired'],
    [{ ...good, expiresAt: past }, 'expired'],
    [{ ...good, expiresAt: past, revokedAt: past, replacedById: 'b' }, 'revoked'],
  ] as const;
  for (const [key, state] of cases) expect(keyStateOf(key, nowMs), JSON.stringify(key)).toBe(state);
});
