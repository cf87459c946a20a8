import { describe, expect, it } from 'vitest';
import { planRestore } from './restore-plan';
import { changesBetween, isSameField } from './version-changes';
import type { FieldState, VersionState } from './version-state';

const typed = (name: string, id: string): FieldState => ({ name, kind: 'secret', id });
const plain = (name: string, value: string): FieldState => ({ name, kind: 'value', value });
const bound = (name: string, item: string, more: object = {}): FieldState => ({
  name,
  kind: 'bound',
  secretManagerId: 'm',
  secretManagerName: 'Production',
  reference: `op://v/${item}/f`,
  shownReference: `op://Vault/${item}/Field`,
  followName: null,
  ...more,
});
const state = (fields: FieldState[], more: Partial<VersionState> = {}): VersionState => ({
  key: 'k',
  name: 'K',
  scope: 'project',
  projectIds: ['p'],
  tags: [],
  isEnabled: true,
  fields,
  ...more,
});
const around = { managerIds: new Set(['m']), projectIds: new Set(['p']), isKeyTaken: false };
const everything = { projects: 'all' } as const;

describe('a plan to restore', () => {
  it('leaves alone what is the same, sets what differs and takes away what was not there', () => {
    const now = state([plain('host', 'b'), bound('same', 'i'), plain('later', 'x')]);
    const then = state([
      plain('host', 'a'),
      bound('same', 'i'),
      bound('gone', 'j', { text: 'a {{secret}}' }),
    ]);
    expect(planRestore(now, then, around).fields).toEqual({
      host: { value: 'a' },
      gone: { secretManagerId: 'm', reference: 'op://v/j/f', text: 'a {{secret}}' },
      later: null,
    });
  });

  it('keeps a typed secret where one was typed then, and asks where there is none now', () => {
    const then = state([typed('a', '1'), typed('b', '2'), typed('c', '3')]);
    const plan = planRestore(state([typed('a', '1'), typed('b', '9'), bound('c', 'i')]), then, around);
    expect(plan).toMatchObject({
      fields: {},
      stays: ['b'],
      asks: [{ field: 'c', reason: 'typed_secret' }],
      loses: [],
    });
  });

  it('tells which typed secrets it deletes', () => {
    const now = state([typed('a', '1'), typed('b', '2')]);
    expect(planRestore(now, state([bound('a', 'i')]), around).loses).toEqual(['a', 'b']);
  });

  it('asks for a binding whose secret manager is gone, unless it is as broken now', () => {
    const then = state([bound('a', 'i'), bound('b', 'i', { secretManagerId: null })]);
    const now = state([plain('a', 'x'), bound('b', 'i', { secretManagerId: null })]);
    expect(planRestore(now, then, { ...around, managerIds: new Set() }).asks).toEqual([
      { field: 'a', reason: 'secret_manager_removed' },
    ]);
  });

  it('never enables, and gives no access that is none any more', () => {
    const then = state([], { projectIds: ['gone'], isEnabled: true });
    const { after, access, goneProjects } = planRestore(state([], { isEnabled: false }), then, around);
    expect(after.isEnabled).toBe(false);
    expect(access).toEqual({ scope: 'project', projectIds: ['p'] });
    expect(goneProjects).toBe(1);
  });
});

describe('what differs between two states', () => {
  it('is told of projects to those alone who have them', () => {
    const [change] = changesBetween(state([]), state([], { projectIds: ['p', 'q'] }), { projects: ['q'] });
    expect(change).toEqual({
      part: 'access',
      before: { scope: 'project', projectIds: [] },
      after: { scope: 'project', projectIds: ['q'] },
    });
  });

  it('has no place for an id of a typed secret, for a text around a secret or for a reference by ids', () => {
    const before = state([typed('a', 'id-of-a'), bound('b', 'i', { text: 'words {{secret}}' })]);
    const after = state([typed('a', 'other-id'), bound('b', 'i', { text: 'more {{secret}}' })]);
    const told = JSON.stringify(changesBetween(before, after, everything));
    for (const hidden of ['id-of-a', 'other-id', 'words', 'more', 'op://v/']) {
      expect(told).not.toContain(hidden);
    }
    expect(told).toContain('"isTextChanged":true');
  });

  it('counts a typed secret as another one each time, and a binding as the same when it leads to the same', () => {
    expect(isSameField(typed('a', '1'), typed('a', '2'))).toBe(false);
    expect(isSameField(bound('a', 'i'), bound('a', 'i'))).toBe(true);
    expect(isSameField(bound('a', 'i'), bound('a', 'i', { followName: true }))).toBe(false);
  });
});
