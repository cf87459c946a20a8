import { describe, expect, it } from 'vitest';
import { isHere, isUnder, sectionsFor } from './navigation';

const pagesOf = (role: Parameters<typeof sectionsFor>[0]) =>
  sectionsFor(role).flatMap(({ destinations }) => destinations.map(({ href }) => href));

describe('the menu', () => {
  it('shows an admin every page', () => {
    expect(pagesOf('admin')).toHaveLength(12);
  });

  it('leaves out what a builder may not do', () => {
    expect(pagesOf('builder')).toEqual([
      '/attention',
      '/connections',
      '/cache',
      '/health',
      '/admin/security/secret-managers',
    ]);
  });

  it('shows support what happened, and neither keys nor people', () => {
    expect(pagesOf('support')).toEqual([
      '/attention',
      '/connections',
      '/cache',
      '/health',
      '/admin/security/secret-managers',
      '/admin/security/audit',
      '/admin/about',
    ]);
  });

  it('has no heading without a page under it', () => {
    expect(sectionsFor('builder').map(({ label }) => label)).toEqual([undefined, 'Security']);
  });
});

describe('the page that one is on', () => {
  it('is a destination or a page under it, and no namesake', () => {
    expect(isUnder('/cache', '/cache')).toBe(true);
    expect(isUnder('/cache/x', '/cache')).toBe(true);
    expect(isUnder('/cached', '/cache')).toBe(false);
    const connections = sectionsFor('builder')[0]?.destinations.find(({ href }) => href === '/connections');
    expect(connections && isHere('/findings', connections)).toBe(true);
  });
});
