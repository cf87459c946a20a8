import { describe, expect, it } from 'vitest';
import { daysOf, endingsToChoose, hindranceOf, keyInputOf, newKeyDraft } from './key-draft';

const nowMs = Date.parse('2026-03-01T12:00:00Z');
const blank = { ...newKeyDraft({ expiresAfterDays: 365 }), name: 'worker' };

describe('a new key', () => {
  it('reads all connections of its projects and no references, and ends when new keys end', () => {
    expect(hindranceOf(blank, nowMs)).toBeUndefined();
    expect(keyInputOf(blank, nowMs)).toEqual({
      name: 'worker',
      role: 'workload',
      scope: 'platform',
      projectIds: [],
      connections: 'all',
      expiresAt: '2027-03-01T12:00:00.000Z',
      networks: [],
    });
    expect(keyInputOf(newKeyDraft({ expiresAfterDays: null }), nowMs).expiresAt).toBeNull();
  });

  it('is sent with what was chosen, and without what was chosen and put away again', () => {
    const chosen = {
      ...blank,
      connections: 'chosen' as const,
      chosen: [{ key: 'stripe', name: 'Stripe' }],
      mayReadReferences: true,
      readable: [{ id: 0, secretManagerId: 'm', text: 'op://Production/**\n\n' }],
      networks: ' 10.0.0.0/8 \n\n2001:db8::/32',
      projectIds: ['left over'],
    };
    expect(keyInputOf(chosen, nowMs)).toMatchObject({
      connections: ['stripe'],
      references: [{ secretManagerId: 'm', patterns: ['op://Production/**'] }],
      networks: ['10.0.0.0/8', '2001:db8::/32'],
      projectIds: [],
    });
    const away = keyInputOf({ ...chosen, connections: 'all', mayReadReferences: false }, nowMs);
    expect(away.connections).toBe('all');
    expect(away).not.toHaveProperty('references');
  });

  it('cannot be sent with nothing chosen where something must be, nor with a day that is past', () => {
    const cases = [
      { draft: { ...blank, connections: 'chosen' as const }, hindrance: 'connections' },
      { draft: { ...blank, mayReadReferences: true }, hindrance: 'readable' },
      { draft: { ...blank, ending: 'date' as const, date: '' }, hindrance: 'date' },
      { draft: { ...blank, ending: 'date' as const, date: '2026-02-27' }, hindrance: 'date' },
      { draft: { ...blank, ending: 'date' as const, date: '2026-03-03' }, hindrance: undefined },
    ];
    for (const { draft, hindrance } of cases) expect(hindranceOf(draft, nowMs)).toBe(hindrance);
  });

  it('offers the usual ends and the one that is set', () => {
    expect(endingsToChoose(90).map(daysOf)).toEqual([30, 90, 365]);
    expect(endingsToChoose(45).map(daysOf)).toEqual([30, 45, 90, 365]);
    expect(endingsToChoose(null).map(daysOf)).toEqual([30, 90, 365]);
    expect([daysOf('date'), daysOf('never')]).toEqual([null, null]);
  });
});
