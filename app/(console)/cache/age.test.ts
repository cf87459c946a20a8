import { describe, expect, it } from 'vitest';
import type { EntryView } from '@/lib/cache/schema';
import { ageOf } from './age';

const base: EntryView = {
  id: 'e',
  subject: 's',
  secretManagerId: 'm',
  secretManagerName: 'Acme',
  reference: 'op://v/i/f',
  shownReference: 'op://Vault/Item/Field',
  state: 'fresh',
  ageMs: 3 * 60_000 + 20_000,
  fetchedAt: '2026-01-01T00:00:00Z',
  freshUntil: '2026-01-01T00:05:00Z',
  staleUntil: '2026-01-02T00:05:00Z',
  changedAt: null,
  absentCode: null,
  absentMessage: null,
  lastError: null,
  isRefreshing: false,
  nextRefresh: { when: 'next_read', at: null },
  hits: 0,
  lastReadAt: null,
  lastReadBy: null,
  mayClear: true,
  connections: [],
};

describe('the age of an entry', () => {
  it('is told against the time that it stays fresh', () => {
    expect(ageOf(base)).toMatchObject({ text: '3 min old', next: 'fresh for 2 min', tone: 'ok' });
    expect(ageOf(base).ratio).toBeCloseTo(2 / 3);
  });

  it('is told against the time that it is served, once stale', () => {
    const stale = ageOf({ ...base, state: 'stale', ageMs: 12 * 3_600_000 + 5 * 60_000 });
    expect(stale).toMatchObject({ text: '12 h old', next: 'usable for 12 h', tone: 'warn' });
    expect(stale.ratio).toBeCloseTo(0.5);
  });

  it.each([
    [2 * 60_000 + 20_000, '2 min old', 'fresh for 3 min'],
    [2 * 60_000 + 30_000, '2 min old', 'fresh for 3 min'],
    [4 * 60_000 + 50_000, '4 min old', 'fresh for 10 s'],
    [20_000, '20 s old', 'fresh for 5 min'],
  ])('of %d ms and what is left of five minutes add up', (ageMs, text, next) => {
    expect(ageOf({ ...base, ageMs })).toMatchObject({ text, next });
  });

  it('is a failure where a connection needs what is absent', () => {
    const absent = { ...base, state: 'absent' as const, staleUntil: null };
    expect(ageOf(absent).tone).toBe('idle');
    expect(ageOf({ ...absent, connections: [{ key: 'a', name: 'A' }] }).tone).toBe('bad');
  });

  it('says when an absent one is asked again, and that an expired one is not served', () => {
    const absent = { ...base, state: 'absent' as const, staleUntil: null };
    expect(ageOf(absent).next).toBe('asked again in 2 min');
    expect(ageOf({ ...absent, ageMs: 600_000 }).next).toBe('refreshes on next read');
    expect(ageOf({ ...base, state: 'expired', ageMs: 9e8 })).toMatchObject({ tone: 'bad', ratio: 1 });
  });
});
