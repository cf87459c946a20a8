import { expect, it } from 'vitest';
import { networkCheck } from './networks';

it('a key with networks is used from an address in one of them, and from no other and nothing else', () => {
  const isUsable = networkCheck(['10.1.0.0/16', '192.0.2.7', '2001:db8::/32']);
  for (const peer of ['10.1.2.3', '192.0.2.7', '2001:db8:1::1']) expect(isUsable(peer)).toBe(true);
  for (const peer of ['10.2.0.1', '192.0.2.8', '2001:db9::1', '', 'unknown', '10.1.2']) {
    expect(isUsable(peer)).toBe(false);
  }
});

it('a key without networks is used from anywhere', () => {
  expect(networkCheck([])('203.0.113.9')).toBe(true);
});
