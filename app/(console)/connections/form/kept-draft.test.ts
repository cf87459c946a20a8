import { describe, expect, it } from 'vitest';
import type { Binding } from '@/components/picker/binding';
import { type ConnectionDraft, firstAccess, newDraft, ownDraft } from './draft';
import { keptOf, withKept } from './kept-draft';
import { readKeptDraft } from './kept-schema';

const empty = newDraft('postgres', firstAccess([], true));
const binding: Binding = {
  secretManagerId: 'm',
  secretManagerName: 'Acme',
  provider: 'onepassword',
  reference: 'op://v/i/f',
  shownReference: 'op://Vault/Item/Field',
  titles: { vault: 'Vault', item: 'Item', field: 'Field' },
  trust: 'chosen',
};
const stored = (draft: ConnectionDraft) => JSON.stringify(keptOf(empty, draft).value);
const put = (draft: ConnectionDraft, states: Record<string, ConnectionDraft['fields'][number]['state']>) => ({
  ...draft,
  fields: draft.fields.map((field) => ({ ...field, state: states[field.name] ?? field.state })),
});

describe('a draft that is kept over a reload', () => {
  it('never has a typed secret in it, nor a text around one, and says which were left out', () => {
    const draft = put(empty, {
      host: { kind: 'typed', text: 'db.example.com' },
      password: { kind: 'typed', text: 'hunter2' },
      username: { kind: 'bound', binding, text: 'sk_live_{{secret}}' },
    });
    const own = { ...ownDraft('token'), state: { kind: 'typed' as const, text: 'ghp_canary' } };
    const whole = { ...draft, fields: [...draft.fields, own] };
    for (const secret of ['hunter2', 'sk_live_', 'ghp_canary']) expect(stored(whole)).not.toContain(secret);
    expect(keptOf(empty, whole).secrets).toEqual(['Username', 'Password', 'token']);
  });

  it('comes back as it was otherwise, through the storage', () => {
    const states = {
      host: { kind: 'typed' as const, text: 'db.example.com' },
      password: { kind: 'bound' as const, binding },
    };
    const draft = { ...put(empty, states), name: 'Orders', key: 'orders-db' };
    const read = readKeptDraft(JSON.parse(stored(draft)));
    expect(read && withKept(empty, read, ownDraft)).toEqual(draft);
  });

  it('puts what was changed on what is saved by now, and leaves the rest as it is', () => {
    const before = { ...empty, name: 'Before' };
    const mine = put(before, { host: { kind: 'typed', text: 'mine' } });
    const now = put({ ...empty, name: 'Theirs' }, { database: { kind: 'typed', text: 'theirs' } });
    const restored = withKept(now, keptOf(before, mine).value, ownDraft);
    const stateOf = (name: string) => restored.fields.find((field) => field.name === name)?.state;
    expect(restored.name).toBe('Theirs');
    expect(stateOf('host')).toEqual({ kind: 'typed', text: 'mine' });
    expect(stateOf('database')).toEqual({ kind: 'typed', text: 'theirs' });
  });

  it('means nothing when another version wrote it in another shape', () => {
    for (const other of [null, [], { fields: {} }, { fields: [{ name: 'host' }], removed: [] }]) {
      expect(readKeptDraft(other)).toBeUndefined();
    }
  });
});
