import { describe, expect, it } from 'vitest';
import { detailNames } from '@/lib/kernel/audit-verbs';
import { detailsText } from './details-text';
import { words } from './words';
import { german } from './words.de';

describe('the extra facts of an event', () => {
  it('have a word each, in both languages', () => {
    expect(Object.keys(words.details).sort()).toEqual([...detailNames].sort());
    expect(Object.keys(german.details).sort()).toEqual([...detailNames].sort());
  });

  it.each([
    [{ fields: ['host', 'token'], app: 'postgres' }, 'fields: host, token · app: PostgreSQL'],
    [{ fields: ['a'], changed: ['name', 'policy'] }, 'changed: name, cache policy · fields: a'],
    [{ answer: 'ok', broken: 0, requests: 0 }, 'answer: works · broken: 0'],
    [{ answer: 'provider_denied' }, 'answer: Token refused'],
    [{ reason: 'provider_rate_limited' }, 'because: Rate limited by the secret manager'],
    [
      { expiresAt: null, role: 'workload', scope: 'platform' },
      'scope: all projects · role: Workload · expires: never',
    ],
    [{ oldEndsAt: '2026-12-03T10:20:30.000Z' }, 'old key ends: 2026-12-03 10:20 UTC'],
    [{ projectId: 'clx', allowsPlain: true }, 'without TLS: yes'],
    [
      { projects: ['Payments (op://Production/**)'], before: 2 },
      'may use: Payments (op://Production/**) · before: 2',
    ],
  ])('of %j read as one line', (details, line) => {
    expect(detailsText(details)).toBe(line);
  });
});
