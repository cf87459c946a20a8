import { describe, expect, it } from 'vitest';
import { canonicalHost } from './host';

describe('a host', () => {
  it.each([
    ['2130706433', '127.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['0177.0.0.1', '127.0.0.1'],
    ['127.1', '127.0.0.1'],
    ['127.0.0.1.', '127.0.0.1'],
    ['１２７.0.0.1', '127.0.0.1'],
    ['LOCALHOST.', 'localhost'],
    ['[::FFFF:127.0.0.1]', '::ffff:7f00:1'],
    ['::1', '::1'],
    ['0:0::1', '::1'],
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['169。254。169。254', '169.254.169.254'],
  ])('written as %s is %s', (text, host) => {
    expect(canonicalHost(text)).toBe(host);
  });

  it.each([
    '',
    ' ',
    'a b',
    'a/b',
    'a\\b',
    'user@host',
    'host:80',
    'host?x',
    'host#x',
    'a%2eb',
    '/var/run/postgresql',
    'fe80::1%eth0',
    '[::1',
    'a..b',
    'a\u0000b',
    '{{secret}}.example.com',
    `${'a'.repeat(256)}`,
  ])('is none when it is %j', (text) => {
    expect(canonicalHost(text)).toBeUndefined();
  });
});
