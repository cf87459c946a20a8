import type { Binding } from '@/components/picker/binding';
import { saidAppOf } from '@/components/words/apps';
import type {
  ConnectionView,
  CreateInput,
  FieldInput,
  FieldView,
  UpdateInput,
} from '@/lib/connections/schema';
import type { AppField, AppId } from '@/lib/kernel/apps';
import type { Scope } from '@/lib/kernel/scope';
import { secretPlace } from '@/lib/kernel/text-around';
import {
  type EnvironmentDraft,
  environmentDraftOf,
  environmentInputOf,
  isSameEnvironment,
} from './environment-draft';

/** What a field holds while it is edited. */
export type FieldState =
  | { kind: 'typed'; text: string }
  /** A secret that is set and cannot be shown again. */
  | { kind: 'kept' }
  /** `text`: what the secret is put into, with `{{secret}}` in it once; readers learn only that there is one. */
  | { kind: 'bound'; binding: Binding; text?: string; isInText?: true; followName?: boolean };

export interface FieldDraft {
  name: string;
  label: string;
  help: string;
  placeholder: string;
  isSecret: boolean;
  isRequired: boolean;
  /** Added by somebody, beyond the app's template: it can be renamed and taken away. */
  isOwn: boolean;
  state: FieldState;
}

export interface ConnectionDraft {
  name: string;
  key: string;
  access: { scope: Scope; projectIds: string[] };
  /** A whole Environment beside the fields; null: none. */
  environment: EnvironmentDraft | null;
  fields: FieldDraft[];
}

const nothingTyped: FieldState = { kind: 'typed', text: '' };

/** Where a new connection belongs at first: to the whole platform, or to the one project that there is to choose. */
export function firstAccess(
  projects: readonly { id: string }[],
  mayBePlatformWide: boolean,
): ConnectionDraft['access'] {
  if (mayBePlatformWide) return { scope: 'platform', projectIds: [] };
  const [only] = projects;
  return { scope: 'project', projectIds: only && projects.length === 1 ? [only.id] : [] };
}

/** An empty form for an app. */
export function newDraft(app: AppId, access: ConnectionDraft['access']): ConnectionDraft {
  const fields = saidAppOf(app).fields.map((field) => templateDraft(field, nothingTyped));
  return {
    name: '',
    key: '',
    access,
    environment: null,
    fields: fields.length > 0 ? fields : [ownDraft('')],
  };
}

/** The form of a saved connection: the template's fields first, then those of its own. */
export function draftOf(view: ConnectionView): ConnectionDraft {
  const template = saidAppOf(view.app).fields;
  const names = new Set(template.map(({ name }) => name));
  const own = Object.entries(view.fields).filter(([name]) => !names.has(name));
  return {
    name: view.name,
    key: view.key,
    access: { scope: view.scope, projectIds: view.projectIds },
    environment: environmentDraftOf(view),
    fields: [
      ...template.map((field) => templateDraft(field, stateOf(view.fields[field.name]))),
      ...own.map(([name, field]) => ({ ...ownDraft(name), state: stateOf(field) })),
    ],
  };
}

/** A field beyond the template. It counts as secret. */
export function ownDraft(name: string): FieldDraft {
  return {
    name,
    label: name,
    help: '',
    placeholder: '',
    isSecret: true,
    isRequired: false,
    isOwn: true,
    state: nothingTyped,
  };
}

/** What is sent to make the connection: fields with nothing in them are left out. */
export function createInputOf(app: AppId, draft: ConnectionDraft): CreateInput {
  const fields: Record<string, FieldInput> = {};
  for (const { name, state } of draft.fields) {
    const input = inputOf(state);
    if (input) fields[name] = input;
  }
  const { environment } = draft;
  return {
    app,
    name: draft.name,
    key: draft.key,
    ...draft.access,
    fields,
    ...(environment ? { environment: environmentInputOf(environment) } : {}),
  };
}

/** What is sent to change it: only what differs from `before`, whose revision the change is based on. */
export function patchOf(before: ConnectionDraft, revision: number, draft: ConnectionDraft): UpdateInput {
  const fields = fieldChanges(before.fields, draft.fields);
  const isAccessChanged = JSON.stringify(before.access) !== JSON.stringify(draft.access);
  return {
    revision,
    ...(draft.name === before.name ? {} : { name: draft.name }),
    ...(draft.key === before.key ? {} : { key: draft.key }),
    ...(isAccessChanged ? draft.access : {}),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(isSameEnvironment(before.environment, draft.environment)
      ? {}
      : { environment: draft.environment && environmentInputOf(draft.environment) }),
  };
}

/**
 * Carries what somebody edited over to a newer state of the connection: what they changed stays theirs, what they left
 * alone becomes what is saved now.
 */
export function rebase(
  before: ConnectionDraft,
  draft: ConnectionDraft,
  now: ConnectionDraft,
): ConnectionDraft {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const fields = now.fields.flatMap((field): FieldDraft[] => {
    const was = before.fields.find(({ name }) => name === field.name);
    const mine = draft.fields.find(({ name }) => name === field.name);
    if (!mine) return was ? [] : [field];
    return [was && isSame(was.state, mine.state) ? field : mine];
  });
  const added = draft.fields.filter(
    ({ name }) =>
      !now.fields.some((field) => field.name === name) && !before.fields.some((field) => field.name === name),
  );
  return {
    name: draft.name === before.name ? now.name : draft.name,
    key: draft.key === before.key ? now.key : draft.key,
    access: isSame(before.access, draft.access) ? now.access : draft.access,
    environment: isSameEnvironment(before.environment, draft.environment)
      ? now.environment
      : draft.environment,
    fields: [...fields, ...added],
  };
}

/** Fields that the app needs and that hold nothing. */
export function missingFields(fields: readonly FieldDraft[]): FieldDraft[] {
  return fields.filter(({ isRequired, state }) => isRequired && !holdsSomething(state));
}

function fieldChanges(before: readonly FieldDraft[], after: readonly FieldDraft[]) {
  const changes: Record<string, FieldInput | null> = {};
  for (const { name, state } of before) {
    if (holdsSomething(state) && !after.some((field) => field.name === name)) changes[name] = null;
  }
  for (const { name, state } of after) {
    const was = before.find((field) => field.name === name)?.state;
    if (state.kind === 'kept' || (was && JSON.stringify(was) === JSON.stringify(state))) continue;
    const input = inputOf(state);
    if (input) changes[name] = input;
    else if (was && holdsSomething(was)) changes[name] = null;
  }
  return changes;
}

function inputOf(state: FieldState): FieldInput | undefined {
  if (state.kind === 'kept' || (state.kind === 'typed' && state.text === '')) return undefined;
  if (state.kind === 'typed') return { value: state.text };
  const { secretManagerId, reference, trust } = state.binding;
  return {
    secretManagerId,
    reference,
    ...(state.text === undefined || state.text === secretPlace ? {} : { text: state.text }),
    ...(trust === 'unverified' ? { saveUnverified: true } : {}),
    ...(state.followName === undefined ? {} : { followName: state.followName }),
  };
}

function holdsSomething(state: FieldState): boolean {
  return state.kind !== 'typed' || state.text !== '';
}

function templateDraft(field: AppField, state: FieldState): FieldDraft {
  const { name, label, help = '', placeholder = '', isSecret, isRequired } = field;
  return { name, label, help, placeholder, isSecret, isRequired, isOwn: false, state };
}

function stateOf(view: FieldView | undefined): FieldState {
  if (!view) return nothingTyped;
  if ('value' in view) return { kind: 'typed', text: view.value };
  if ('isSet' in view) return view.isSet ? { kind: 'kept' } : nothingTyped;
  const {
    secretManagerId,
    secretManagerName,
    reference,
    provider = 'onepassword',
    shownReference,
    titles,
    isVerified,
    text,
    isInText,
    followName,
  } = view;
  return {
    kind: 'bound',
    binding: {
      secretManagerId,
      secretManagerName,
      provider,
      reference,
      shownReference,
      ...(titles ? { titles } : {}),
      trust: isVerified ? 'verified' : 'unverified',
    },
    ...(followName === undefined ? {} : { followName }),
    ...(text === undefined ? {} : { text }),
    ...(isInText && text === undefined ? { isInText } : {}),
  };
}
