import { describe, expect, it } from 'vitest';
import { ownPath } from './own-path';

describe('ownPath', () => {
  it.each([
    ['/', '/'],
    ['/cache?state=stale', '/cache?state=stale'],
    ['/connections/billing?part=code&_rsc=1a2b', '/connections/billing?part=code'],
    ['/health?_rsc=1', '/health'],
  ])('keeps a page of this console: %s', (text, path) => {
    expect(ownPath(text)).toBe(path);
  });

  it.each([
    '',
    'cache',
    '//evil.example/cache',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example/cache',
    'javascript:alert(1)',
    '/..//evil.example',
    '/api/v1/connections',
    '/_next/static/x.js',
    '/sign-in?next=/cache',
    '/set-up',
  ])('sends everything else to the start: %j', (text) => {
    expect(ownPath(text)).toBe('/');
  });
});
