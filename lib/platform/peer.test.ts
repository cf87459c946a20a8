import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAddressRanges } from '@/lib/kernel/address-range';
import { isFromTrustedProxy, networkOf, peerOf, setTrustedProxies } from './peer';
import { dropSingleton } from './singleton';

const trust = (...entries: string[]) =>
  setTrustedProxies(entries.flatMap((entry) => parseAddressRanges(entry) ?? []));
const from = (remoteAddress: string | undefined, headers: Record<string, string | string[]> = {}) => ({
  socket: { remoteAddress },
  headers,
});
const listed = (remoteAddress: string, list: string) =>
  peerOf(from(remoteAddress, { 'x-forwarded-for': list }));
const paired = (remoteAddress: string, pairs: string) => peerOf(from(remoteAddress, { forwarded: pairs }));

beforeEach(() => trust());
afterEach(() => dropSingleton('trusted-proxies'));

describe('the peer of a request', () => {
  it('is the socket’s address, whatever the headers say, while no proxy is trusted', () => {
    expect(listed('192.0.2.7', '203.0.113.9')).toBe('192.0.2.7');
    expect(paired('127.0.0.1', 'for=203.0.113.9')).toBe('127.0.0.1');
    expect(isFromTrustedProxy(from('127.0.0.1'))).toBe(false);
    expect(peerOf(from(undefined, { 'x-forwarded-for': '203.0.113.9' }))).toBe('unknown');
  });

  it('is the address that a trusted proxy names', () => {
    trust('loopback', '10.0.0.0/8');
    expect(listed('127.0.0.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(listed('::1', '2001:DB8:0::9')).toBe('2001:db8::9');
    expect(paired('10.1.2.3', 'for=203.0.113.9;proto=https;by=10.1.2.3')).toBe('203.0.113.9');
    expect(paired('10.1.2.3', 'proto=https;For="[2001:db8::9]:4711"')).toBe('2001:db8::9');
    expect(isFromTrustedProxy(from('::ffff:10.1.2.3'))).toBe(true);
  });

  it('is the first from the right that is no trusted proxy: what the client put before it does not count', () => {
    trust('loopback', 'private');
    expect(listed('127.0.0.1', '198.51.100.1, 203.0.113.9, 10.0.0.4, 192.168.0.2')).toBe('203.0.113.9');
    expect(paired('::1', 'for=198.51.100.1, for=203.0.113.9, for=10.0.0.4')).toBe('203.0.113.9');
    expect(listed('203.0.113.50', '127.0.0.1, 10.0.0.4')).toBe('203.0.113.50');
    expect(peerOf(from('127.0.0.1', { 'x-forwarded-for': ['198.51.100.1', '203.0.113.9'] }))).toBe(
      '203.0.113.9',
    );
  });

  it('is one text for one address', () => {
    trust('loopback');
    expect(peerOf(from('::ffff:192.0.2.7'))).toBe('192.0.2.7');
    expect(peerOf(from('::FFFF:C000:207'))).toBe('192.0.2.7');
    expect(peerOf(from('fe80::1%eth0'))).toBe('fe80::1');
    expect(listed('::ffff:127.0.0.1', '[2001:0DB8:0:0::1]:443')).toBe('2001:db8::1');
    expect(listed('127.0.0.1', '203.0.113.9:50123')).toBe('203.0.113.9');
  });

  it.each([
    'unknown',
    '_hidden',
    '203.0.113.9.',
    '0x7f.1',
    '999.1.1.1',
    'evil.test',
    ',',
    '203.0.113.9,',
    '[::1',
    ';',
  ])('never is what stands beyond an entry that is no address (%s)', (broken) => {
    trust('loopback', '10.0.0.0/8');
    expect(listed('127.0.0.1', `198.51.100.1, ${broken}`)).toBe('127.0.0.1');
    expect(listed('127.0.0.1', `198.51.100.1, ${broken}, 10.0.0.4`)).toBe('10.0.0.4');
    expect(paired('127.0.0.1', `for=198.51.100.1, for=${broken}`)).toBe('127.0.0.1');
  });

  it('is the proxy itself when two headers contend, or one names two', () => {
    trust('loopback');
    const both = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=198.51.100.1' };
    expect(peerOf(from('127.0.0.1', both))).toBe('127.0.0.1');
    expect(paired('127.0.0.1', 'for=203.0.113.9;for=198.51.100.1')).toBe('127.0.0.1');
    expect(paired('127.0.0.1', 'for="203.0.113.9, for=198.51.100.1"')).toBe('127.0.0.1');
  });

  it('is the farthest trusted proxy when nobody else is named', () => {
    trust('private');
    expect(listed('10.0.0.1', '10.0.0.9, 192.168.0.2')).toBe('10.0.0.9');
  });

  it('is found soon in a header of any length', () => {
    trust('loopback', '10.0.0.0/8');
    const list = new Array(5_000).fill('10.0.0.4').join(',');
    expect(listed('127.0.0.1', `203.0.113.9,${list}`)).toBe('10.0.0.4');
  });
});

describe('the network of a peer', () => {
  it('is an IPv4 address itself, and the /64 of an IPv6 address', () => {
    expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
    expect(networkOf('unknown')).toBe('unknown');
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(networkOf('2001:db8::6')).toBe('2001:db8:0:0::/64');
    expect(networkOf('2001:db8::1:2:3:4')).toBe('2001:db8:0:0::/64');
    expect(networkOf('::1')).toBe('0:0:0:0::/64');
  });
});
