import type { ConnectionDraft, FieldDraft, FieldState } from './draft';
import { isSameEnvironment } from './environment-draft';

/** What somebody changed in the form, without typed secrets: it may lie in the tab's storage over a reload. */
export interface KeptDraft {
  name?: string;
  key?: string;
  access?: ConnectionDraft['access'];
  /** Names and ids alone. */
  environment?: ConnectionDraft['environment'];
  /** Fields whose state was changed, those that were added, and the names of those that were taken away. */
  fields: Pick<FieldDraft, 'name' | 'isOwn' | 'state'>[];
  removed: string[];
}

/**
 * What differs from `before`, to be kept, and the labels of secrets that are left out of it. Typed secrets and texts
 * around a secret are left out; a field of one's own stays, with nothing in it.
 */
export function keptOf(
  before: ConnectionDraft,
  draft: ConnectionDraft,
): { value: KeptDraft; secrets: string[] } {
  const secrets: string[] = [];
  const fields = draft.fields.flatMap((field): KeptDraft['fields'] => {
    const was = before.fields.find(({ name }) => name === field.name);
    if (was && isSame(was.state, field.state)) return [];
    const { name, isOwn, state } = field;
    if (!isSecretIn(field)) return [{ name, isOwn, state }];
    if (state.kind !== 'typed' || state.text !== '') secrets.push(field.label);
    return was ? [] : [{ name, isOwn, state: { kind: 'typed', text: '' } }];
  });
  const removed = before.fields.filter(({ name }) => !draft.fields.some((field) => field.name === name));
  return {
    value: {
      ...(draft.name === before.name ? {} : { name: draft.name }),
      ...(draft.key === before.key ? {} : { key: draft.key }),
      ...(isSame(draft.access, before.access) ? {} : { access: draft.access }),
      ...(isSameEnvironment(draft.environment, before.environment) ? {} : { environment: draft.environment }),
      fields,
      removed: removed.map(({ name }) => name),
    },
    secrets,
  };
}

/** `now` with what was kept in it. `own` makes a field beyond the app's template. */
export function withKept(
  now: ConnectionDraft,
  kept: KeptDraft,
  own: (name: string) => FieldDraft,
): ConnectionDraft {
  const changed = (name: string) => kept.fields.find((field) => field.name === name)?.state;
  const isThere = (name: string) => now.fields.some((field) => field.name === name);
  return {
    name: kept.name ?? now.name,
    key: kept.key ?? now.key,
    access: kept.access ?? now.access,
    environment: kept.environment === undefined ? now.environment : kept.environment,
    fields: [
      ...now.fields
        .filter(({ name, isOwn }) => !(isOwn && kept.removed.includes(name)))
        .map((field) => ({ ...field, state: changed(field.name) ?? field.state })),
      ...kept.fields
        .filter(({ name, isOwn }) => isOwn && !isThere(name))
        .map(({ name, state }) => ({ ...own(name), state })),
    ],
  };
}

/** Whether what the field holds may have a secret in it that somebody typed. */
function isSecretIn({ isSecret, state }: FieldDraft): boolean {
  return state.kind === 'typed' ? isSecret : state.kind === 'bound' && state.text !== undefined;
}

function isSame(one: FieldState | object, other: FieldState | object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
