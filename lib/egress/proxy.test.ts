import { describe, expect, it } from 'vitest';
import { readEnv } from '@/lib/platform/env';
import { proxyFor } from './proxy';

const proxies = (direct: string) =>
  readEnv({
    HTTPS_PROXY: 'http://secure.corp:3128',
    HTTP_PROXY: 'http://plain.corp:3128',
    NO_PROXY: direct,
  }).proxies;

describe('the proxy of an address', () => {
  it('is chosen by the scheme that is asked for', () => {
    expect(proxyFor(proxies(''), new URL('https://my.1password.com'))?.host).toBe('secure.corp');
    expect(proxyFor(proxies(''), new URL('http://api.example.com'))?.host).toBe('plain.corp');
  });

  it.each([
    ['*', 'https://my.1password.com'],
    ['example.com', 'https://example.com'],
    ['example.com', 'https://API.example.com'],
    ['.example.com', 'https://api.example.com'],
    ['*.example.com', 'https://api.example.com'],
    ['other, 10.0.0.0/8', 'http://10.1.2.3'],
    ['[fd00::/8]', 'https://[fd00::1]:8443'],
    ['example.com:8443', 'https://example.com:8443'],
    ['example.com:443', 'https://example.com'],
    ['', 'http://localhost:4040'],
    ['', 'http://127.0.0.1:4040'],
    ['', 'http://[::1]:4040'],
  ])('is none with NO_PROXY=%s for %s', (direct, address) => {
    expect(proxyFor(proxies(direct), new URL(address))).toBeUndefined();
  });

  it.each([
    ['example.com', 'https://notexample.com'],
    ['api.example.com', 'https://example.com'],
    ['example.com:8443', 'https://example.com'],
    ['10.0.0.0/8', 'https://11.0.0.1'],
  ])('is used with NO_PROXY=%s for %s', (direct, address) => {
    expect(proxyFor(proxies(direct), new URL(address))?.host).toBe('secure.corp');
  });
});
