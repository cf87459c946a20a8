import { describe, expect, it } from 'vitest';
import { defaultPolicy } from './default-policy';
import type { AbsentEntry, ValueEntry } from './entry';
import { absentForMs, freshForMs, freshnessOf, freshSinceMs, servedForMs } from './freshness';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const base = {
  key: 'k',
  managerId: 'm',
  revision: 1,
  reference: 'op://v/i/f',
  fetchedAtMs: 0,
  generation: 1n,
};
const value: ValueEntry = {
  ...base,
  state: 'value',
  sealed: new Uint8Array(),
  sealedVersion: 1n,
  boundReference: 'op://v/i/f',
  titles: { vault: 'v', item: 'i', field: 'f' },
  fieldType: 'Concealed',
  itemVersion: 1,
  itemUpdatedAt: '2026-01-01T00:00:00Z',
  fingerprint: null,
};
const absent = (count: number): AbsentEntry => ({
  ...base,
  state: 'absent',
  code: 'secret_not_found',
  count,
});
const byPolicy = { ...defaultPolicy, trust: null };
const at = (ageMs: number) => freshnessOf(value, byPolicy, ageMs);

describe('judge', () => {
  it('has what is dated later than now asked for again: a clock was set back since', () => {
    for (const aheadMs of [6_000, hourMs, 365 * 24 * hourMs]) {
      expect(at(-aheadMs)).toBe('due');
      expect(freshnessOf(absent(9), byPolicy, -aheadMs)).toBe('expired');
    }
    // What another process dated, whose clock is a little ahead.
    expect(at(-2_000)).toBe('fresh');
    expect(freshnessOf(absent(1), byPolicy, -2_000)).toBe('absent');
  });

  it('walks a value from fresh over due and stale to fallback and expired, at exact bounds', () => {
    expect(at(0)).toBe('fresh');
    expect(at(4 * minuteMs - 1)).toBe('fresh');
    expect(at(4 * minuteMs)).toBe('due');
    expect(at(5 * minuteMs - 1)).toBe('due');
    expect(at(5 * minuteMs)).toBe('stale');
    expect(at(10 * minuteMs - 1)).toBe('stale');
    expect(at(10 * minuteMs)).toBe('fallback');
    expect(at(24 * hourMs + 5 * minuteMs - 1)).toBe('fallback');
    expect(at(24 * hourMs + 5 * minuteMs)).toBe('expired');
  });

  it('never serves past fresh when the policy allows no staleness', () => {
    const strict = { ...byPolicy, staleWhileUnreachableMs: 0 };
    expect(freshnessOf(value, strict, 5 * minuteMs - 1)).toBe('due');
    expect(freshnessOf(value, strict, 5 * minuteMs)).toBe('expired');
  });

  it('remembers an absence for twice as long each time, up to the longest', () => {
    const times = [1, 2, 3, 4, 5, 50].map((count) => absentForMs(count, defaultPolicy) / minuteMs);
    expect(times).toEqual([1, 2, 4, 8, 15, 15]);
    expect(freshnessOf(absent(3), byPolicy, 4 * minuteMs - 1)).toBe('absent');
    expect(freshnessOf(absent(3), byPolicy, 4 * minuteMs)).toBe('expired');
  });

  it('keeps a value fresh for longer while a feed is trusted, and no absence', () => {
    const trusted = { ...byPolicy, trust: { freshMs: 24 * hourMs, sinceMs: 0 } };
    const under = (ageMs: number) => freshnessOf(value, trusted, ageMs);
    expect(under(0.8 * 24 * hourMs - 1)).toBe('fresh');
    expect(under(0.8 * 24 * hourMs)).toBe('due');
    expect(under(24 * hourMs)).toBe('stale');
    expect(under(24 * hourMs + 5 * minuteMs)).toBe('expired');
    expect(freshnessOf(absent(1), trusted, minuteMs)).toBe('expired');
  });

  it('trusts no answer that came before trust began', () => {
    const later = { ...byPolicy, trust: { freshMs: 24 * hourMs, sinceMs: 1 } };
    expect(freshnessOf(value, later, 10 * minuteMs)).toBe('fallback');
  });

  it('has trust shorten no fresh time', () => {
    const short = { ...byPolicy, trust: { freshMs: minuteMs, sinceMs: 0 } };
    expect(freshForMs(0, short)).toBe(5 * minuteMs);
  });

  it('tells the same by a bound, for lists', () => {
    for (const trust of [null, ...[-hourMs, 0, hourMs].map((sinceMs) => ({ freshMs: 24 * hourMs, sinceMs }))])
      for (const nowMs of [0, minuteMs, hourMs, 2 * hourMs, 24 * hourMs, 30 * hourMs]) {
        const policy = { ...byPolicy, trust };
        const isFresh = ['fresh', 'due'].includes(freshnessOf(value, policy, nowMs));
        expect(value.fetchedAtMs > freshSinceMs(policy, nowMs)).toBe(isFresh);
      }
  });

  it('serves on through an outage, and past a refused token no longer than it calls a value stale', () => {
    expect(servedForMs(defaultPolicy, null)).toBe(24 * hourMs + 5 * minuteMs);
    expect(servedForMs(defaultPolicy, 'provider_unavailable')).toBe(24 * hourMs + 5 * minuteMs);
    expect(servedForMs(defaultPolicy, 'provider_denied')).toBe(10 * minuteMs);
    const strict = { ...byPolicy, staleWhileUnreachableMs: minuteMs };
    expect(servedForMs(strict, 'provider_denied')).toBe(6 * minuteMs);
  });
});
