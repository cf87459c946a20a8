import { describe, expect, it } from 'vitest';
import { isLoopbackName, parseHostName } from './host-name';

describe('parseHostName', () => {
  it.each([
    ['Keys.Example.com', { name: 'keys.example.com' }],
    ['keys.example.com:8443', { name: 'keys.example.com', port: 8443 }],
    ['127.0.0.1:80', { name: '127.0.0.1', port: 80 }],
    ['[0:0:0:0:0:0:0:1]:3000', { name: '::1', port: 3000 }],
    ['0x7f.1', { name: '127.0.0.1' }],
  ])('reads %s', (text, expected) => {
    expect(parseHostName(text)).toEqual(expected);
  });

  it.each([
    '',
    'a b',
    'user@localhost',
    'localhost/path',
    'localhost:',
    'localhost:99999',
    'localhost, evil.test',
    '::1',
    '[::1',
    'localhost#',
    'localhost\\evil.test',
    'http://localhost',
  ])('refuses “%s”', (text) => {
    expect(parseHostName(text)).toBeUndefined();
  });
});

describe('isLoopbackName', () => {
  it('knows this machine, and no name that only looks like it', () => {
    expect(['localhost', '127.0.0.1', '127.9.9.9', '::1'].filter((name) => !isLoopbackName(name))).toEqual(
      [],
    );
    const others = [
      'localhost.evil.test',
      'evil.localhost',
      '127.0.0.1.evil.test',
      '0.0.0.0',
      '128.0.0.1',
      '::',
    ];
    expect(others.filter(isLoopbackName)).toEqual([]);
  });
});
