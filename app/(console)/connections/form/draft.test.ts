import { describe, expect, it } from 'vitest';
import type { ConnectionView } from '@/lib/connections/schema';
import {
  createInputOf,
  draftOf,
  type FieldState,
  firstAccess,
  missingFields,
  newDraft,
  ownDraft,
  patchOf,
  rebase,
} from './draft';

const view: ConnectionView = {
  id: 'c',
  key: 'db',
  name: 'Database',
  app: 'postgres',
  scope: 'platform',
  projectIds: [],
  revision: 3,
  fields: {
    host: { value: 'db.example.com' },
    username: { isSecret: true, isSet: true },
    password: {
      secretManagerId: 'm',
      secretManagerName: 'Acme',
      reference: 'op://v/i/password',
      shownReference: 'op://Production/Postgres/password',
      isVerified: true,
    },
    extra: { isSecret: true, isSet: true },
  },
  environment: null,
  missingFields: ['database'],
  tags: [],
  disabledAt: null,
  broken: [],
  managersInTrouble: [],
  lastReadAt: null,
  mayChange: true,
  createdBy: 'a@example.com',
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
};

const before = draftOf(view);
const withField = (name: string, state: FieldState) => ({
  ...before,
  fields: before.fields.map((field) => (field.name === name ? { ...field, state } : field)),
});
const typed = (text: string): FieldState => ({ kind: 'typed', text });

describe('a draft', () => {
  it('sends nothing but the revision when nothing was changed', () => {
    expect(patchOf(before, 3, draftOf(view))).toEqual({ revision: 3 });
  });

  it('never sends a secret that is kept', () => {
    expect(patchOf(before, 3, { ...before, name: 'Main' })).toEqual({ revision: 3, name: 'Main' });
  });

  it('sends what was replaced, removes what was emptied or taken away', () => {
    expect(patchOf(before, 3, withField('username', typed('app'))).fields).toEqual({
      username: { value: 'app' },
    });
    expect(patchOf(before, 3, withField('host', typed(''))).fields).toEqual({ host: null });
    const without = { ...before, fields: before.fields.filter(({ name }) => name !== 'extra') };
    expect(patchOf(before, 3, without).fields).toEqual({ extra: null });
  });

  it('removes the old name of a renamed field and sets the new one', () => {
    const renamed = withField('extra', typed('x'));
    const fields = renamed.fields.map((field) =>
      field.name === 'extra' ? { ...field, name: 'other' } : field,
    );
    expect(patchOf(before, 3, { ...renamed, fields }).fields).toEqual({ extra: null, other: { value: 'x' } });
  });

  it('says unverified only on explicit word', () => {
    const binding = {
      secretManagerId: 'm',
      secretManagerName: 'Acme',
      provider: 'onepassword' as const,
      reference: 'op://a/b/c',
      shownReference: 'op://a/b/c',
    };
    const sent = (trust: 'chosen' | 'unverified') =>
      patchOf(before, 3, withField('password', { kind: 'bound', binding: { ...binding, trust } })).fields
        ?.password;
    expect(sent('chosen')).toEqual({ secretManagerId: 'm', reference: 'op://a/b/c' });
    expect(sent('unverified')).toEqual({
      secretManagerId: 'm',
      reference: 'op://a/b/c',
      saveUnverified: true,
    });
  });

  it('leaves empty fields out of a new connection and tells which the app needs', () => {
    const draft = { ...newDraft('postgres', firstAccess([], true)), name: 'Database', key: 'db' };
    expect(createInputOf('postgres', draft).fields).toEqual({});
    expect(missingFields(draft.fields).map(({ name }) => name)).toEqual([
      'host',
      'database',
      'username',
      'password',
    ]);
    expect(missingFields(before.fields).map(({ name }) => name)).toEqual(['database']);
  });

  it('carries edits over to what somebody else saved meanwhile', () => {
    const mine = { ...withField('host', typed('mine.example.com')), name: 'Mine' };
    const added = { ...mine, fields: [...mine.fields, { ...ownDraft('new'), state: typed('n') }] };
    const now = draftOf({
      ...view,
      revision: 4,
      key: 'main-db',
      name: 'Theirs',
      fields: { ...view.fields, host: { value: 'theirs' }, database: { value: 'app' } },
    });
    const result = rebase(before, added, now);
    const stateOf = (name: string) => result.fields.find((field) => field.name === name)?.state;
    expect(result).toMatchObject({ name: 'Mine', key: 'main-db' });
    expect(stateOf('host')).toEqual(typed('mine.example.com'));
    expect(stateOf('database')).toEqual(typed('app'));
    expect(stateOf('new')).toEqual(typed('n'));
  });
});

describe('a text around a secret', () => {
  const around = (text?: string) => ({
    ...view,
    fields: {
      ...view.fields,
      secretKey: {
        secretManagerId: 'm',
        secretManagerName: 'M',
        reference: 'op://v/i/f',
        shownReference: 'op://V/I/F',
        isVerified: true,
        ...(text === undefined ? {} : { text, isInText: true as const }),
      },
    },
  });
  const withText = (text: string | undefined) => {
    const draft = draftOf(around());
    const fields = draft.fields.map((field) =>
      field.name === 'secretKey' && field.state.kind === 'bound'
        ? { ...field, state: { ...field.state, ...(text === undefined ? {} : { text }) } }
        : field,
    );
    return { ...draft, fields };
  };

  it('is sent when it was added, and not when it is the secret alone', () => {
    const patch = patchOf(draftOf(around()), 1, withText('Bearer {{secret}}'));
    expect(patch.fields?.secretKey).toEqual({
      secretManagerId: 'm',
      reference: 'op://v/i/f',
      text: 'Bearer {{secret}}',
    });
    expect(patchOf(draftOf(around()), 1, withText('{{secret}}')).fields?.secretKey).not.toHaveProperty(
      'text',
    );
  });

  it('is left alone when nobody touched it, and goes when it was taken away', () => {
    const saved = draftOf(around('Bearer {{secret}}'));
    expect(patchOf(saved, 1, saved)).toEqual({ revision: 1 });
    expect(patchOf(saved, 1, withText(undefined)).fields?.secretKey).toEqual({
      secretManagerId: 'm',
      reference: 'op://v/i/f',
    });
  });
});

describe('where a new connection belongs at first', () => {
  it('is the whole platform for those who may make such, else the one project there is, else none yet', () => {
    const projects = [{ id: 'a' }, { id: 'b' }];
    expect(firstAccess(projects, true)).toEqual({ scope: 'platform', projectIds: [] });
    expect(firstAccess(projects.slice(0, 1), false)).toEqual({ scope: 'project', projectIds: ['a'] });
    expect(firstAccess(projects, false)).toEqual({ scope: 'project', projectIds: [] });
  });
});
