import { describe, expect, it } from 'vitest';
import { ownHosts } from './own-hosts';

const hosts = ownHosts({
  origin: 'https://keys.example.com',
  aliases: [{ name: 'latchkey.svc' }, { name: 'keys.internal', port: 8443 }],
});
const own = (host: string, localAddress = '10.0.0.5') => hosts.isOwn(host, localAddress);

describe('ownHosts', () => {
  it.each([
    'keys.example.com',
    'KEYS.example.com:443',
    'latchkey.svc',
    'latchkey.svc:3000',
    'keys.internal:8443',
    'localhost',
    'localhost:8080',
    '127.0.0.1:3000',
    '127.8.8.8',
    '[::1]:3000',
    '10.0.0.5:3000',
  ])('answers to %s', (host) => {
    expect(own(host)).toBe(true);
    expect(own(host)).toBe(true);
  });

  it.each([
    'evil.test',
    'evil.test:443',
    'keys.example.com:3000',
    'keys.example.com.evil.test',
    'xkeys.example.com',
    'keys.internal',
    'keys.internal:443',
    'localhost.evil.test',
    'evil.localhost',
    '10.0.0.6:3000',
    '0.0.0.0:3000',
    'user@keys.example.com',
    'keys.example.com, evil.test',
    '',
  ])('does not answer to “%s”', (host) => {
    expect(own(host)).toBe(false);
  });

  it('answers to the address that a request came in at, in each of its forms, and not to it elsewhere', () => {
    expect(own('10.0.0.5', '::ffff:10.0.0.5')).toBe(true);
    expect(own('[fe80::1]:3000', 'fe80::1%eth0')).toBe(true);
    expect(own('10.0.0.5', '10.0.0.9')).toBe(false);
    expect(hosts.isOwn('10.0.0.5', undefined)).toBe(false);
  });

  it('takes as its own pages’ origin the configured one, and one at the host that was asked', () => {
    expect(hosts.isOwnOrigin('https://keys.example.com', '127.0.0.1:3000')).toBe(true);
    expect(hosts.isOwnOrigin('http://localhost:8080', 'localhost:8080')).toBe(true);
    expect(hosts.isOwnOrigin('http://localhost:9090', 'localhost:8080')).toBe(false);
    expect(hosts.isOwnOrigin('https://evil.test', 'keys.example.com')).toBe(false);
    expect(hosts.isOwnOrigin('null', 'keys.example.com')).toBe(false);
    expect(hosts.isOwnOrigin('http://keys.example.com:80', 'localhost')).toBe(false);
  });

  it('takes the origins of aliases: to the scheme, host and port, and of no other own host than the one asked', () => {
    const isOwn = hosts.isOwnOrigin;
    expect(isOwn('https://keys.internal:8443', 'latchkey.svc')).toBe(true);
    expect(isOwn('https://latchkey.svc', 'latchkey.svc')).toBe(true);
    expect(isOwn('https://latchkey.svc', 'LATCHKEY.svc:443')).toBe(true);
    expect(isOwn('http://[::1]:3000', '[::1]:3000')).toBe(true);
    for (const [text, asked] of [
      ['http://keys.internal:8443', 'keys.internal:8443'],
      ['https://keys.internal', 'keys.internal:8443'],
      ['https://keys.internal:8444', 'keys.internal:8443'],
      ['http://latchkey.svc', 'latchkey.svc'],
      ['https://latchkey.svc:3000', 'latchkey.svc'],
      ['https://latchkey.svc', 'latchkey.svc:3000'],
      ['https://latchkey.svc', 'keys.example.com'],
      ['http://localhost:3000', 'keys.example.com'],
      ['https://latchkey.svc/path', 'latchkey.svc'],
      ['https://latchkey.svc.evil.test', 'latchkey.svc'],
      ['https://user@latchkey.svc', 'latchkey.svc'],
    ] as const) {
      expect(isOwn(text, asked), `${text} at ${asked}`).toBe(false);
    }
  });
});
