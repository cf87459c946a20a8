import { describe, expect, it } from 'vitest';
import { createInputOf, newDraft, ownDraft, patchOf, rebase } from './draft';
import { clashesOf, newEnvironment, troublesOfEnvironment } from './environment-draft';
import { keptOf, withKept } from './kept-draft';

const empty = newDraft('custom', { scope: 'platform', projectIds: [] });
const environment = { ...newEnvironment('m'), environmentId: 'e', title: 'Shop', prefix: 'P_' };
const before = { ...empty, fields: [], environment };

describe('a draft with a whole Environment', () => {
  it('sends it without its title, and names that are wanted alone in one order', () => {
    const draft = { ...before, environment: { ...environment, only: ['B', 'A'] } };
    expect(createInputOf('custom', draft).environment).toEqual({
      secretManagerId: 'm',
      environmentId: 'e',
      prefix: 'P_',
      only: ['A', 'B'],
    });
  });

  it('sends it only where it is another one, and null where it was taken away', () => {
    const titled = { ...before, environment: { ...environment, title: 'Another title' } };
    expect(patchOf(before, 1, titled)).toEqual({ revision: 1 });
    expect(patchOf(before, 1, { ...before, environment: null })).toEqual({ revision: 1, environment: null });
  });

  it('keeps what somebody chose when the changes of others are taken over, and takes theirs otherwise', () => {
    const theirs = { ...before, environment: { ...environment, prefix: 'THEIRS_' } };
    const mine = { ...before, environment: null };
    expect(rebase(before, mine, theirs).environment).toBeNull();
    expect(rebase(before, before, theirs).environment?.prefix).toBe('THEIRS_');
  });

  it('is kept over a reload, also that it was taken away', () => {
    const { value } = keptOf(before, { ...before, environment: null });
    expect(withKept(before, value, ownDraft).environment).toBeNull();
    expect(keptOf(before, before).value).not.toHaveProperty('environment');
  });
});

describe('a clash', () => {
  it('is of an own field with a variable that is taken, under its prefix', () => {
    const own = [{ name: 'P_A' }, { name: 'P_B' }, { name: 'C' }];
    expect([...clashesOf(environment, ['A', 'B', 'C'], own)]).toEqual(['P_A', 'P_B']);
    expect([...clashesOf({ ...environment, only: ['B'] }, ['A', 'B', 'C'], own)]).toEqual(['P_B']);
  });
});

describe('what is wrong with an Environment', () => {
  it('is told of all of it without a name, and of one variable by its name, and leaves out own fields', () => {
    const finding = { kind: 'not_found', isFailing: true, since: '' } as const;
    const view = {
      environment: {
        secretManagerId: 'm',
        secretManagerName: 'One',
        environmentId: 'e',
        title: 'Shop',
        prefix: 'P_',
        variables: [],
        clashes: [],
        isVerified: true,
      },
      fields: { own: { isSecret: true, isSet: true } as const },
      broken: [
        { ...finding, field: 'P_*', message: 'Gone.' },
        { ...finding, field: 'P_A', message: 'Renamed.' },
        { ...finding, field: 'own', message: 'Other.' },
      ],
    };
    expect(troublesOfEnvironment(view)).toEqual(['Gone.', 'P_A: Renamed.']);
  });
});
