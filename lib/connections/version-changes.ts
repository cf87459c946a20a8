import type { Caller } from '@/lib/kernel/caller';
import type { AccessView, ChangeView, EnvironmentStateView, FieldStateView } from './version-schema';
import type { EnvironmentState, FieldState, VersionState } from './version-state';

/**
 * What differs between two states of a connection, as it leaves: values of plain settings, names of secrets, and of a
 * typed secret or of a text around one only that it is another. Without `before` everything is new.
 */
export function changesBetween(
  before: VersionState | undefined,
  after: VersionState,
  caller: Pick<Caller, 'projects'>,
): ChangeView[] {
  return [
    ...ifChanged('key', before?.key, after.key),
    ...ifChanged('name', before?.name, after.name),
    ...ifChanged('access', before && accessOf(before), accessOf(after)).map((change) => ({
      ...change,
      before: change.before && shownTo(caller, change.before),
      after: shownTo(caller, change.after),
    })),
    ...(before || after.tags.length > 0 ? ifChanged('tags', before?.tags, after.tags) : []),
    ...(before || !after.isEnabled ? ifChanged('enabled', before?.isEnabled, after.isEnabled) : []),
    ...environmentChange(before?.environment, after.environment),
    ...fieldChanges(before?.fields ?? [], after.fields),
  ];
}

/** Whether nothing differs. */
export function isSameState(one: VersionState, other: VersionState): boolean {
  return changesBetween(one, other, { projects: 'all' }).length === 0;
}

/** Whether a field gives the same: a typed secret is another one each time it is typed. */
export function isSameField(one: FieldState, other: FieldState): boolean {
  if (one.kind === 'secret') return other.kind === 'secret' && one.id === other.id;
  if (one.kind === 'value') return other.kind === 'value' && one.value === other.value;
  return (
    other.kind === 'bound' &&
    one.secretManagerId === other.secretManagerId &&
    one.reference === other.reference &&
    one.shownReference === other.shownReference &&
    one.text === other.text &&
    one.followName === other.followName
  );
}

function ifChanged<Part extends string, T>(part: Part, before: T | undefined, after: T) {
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ part, before: before ?? null, after }];
}

function fieldChanges(before: readonly FieldState[], after: readonly FieldState[]): ChangeView[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort();
  return names.flatMap((field) => {
    const one = before.find(({ name }) => name === field);
    const other = after.find(({ name }) => name === field);
    if (one && other && isSameField(one, other)) return [];
    return [
      {
        part: 'field' as const,
        field,
        before: one ? presentState(one) : null,
        after: other ? presentState(other) : null,
        isTextChanged: one?.kind === 'bound' && other?.kind === 'bound' && one.text !== other.text,
      },
    ];
  });
}

/** A title changes where the Environment is kept: that is no change of the connection. */
export function isSameEnvironment(
  one: EnvironmentState | undefined,
  other: EnvironmentState | undefined,
): boolean {
  if (!one || !other) return one === other;
  return (
    one.secretManagerId === other.secretManagerId &&
    one.environmentId === other.environmentId &&
    one.prefix === other.prefix &&
    JSON.stringify(one.only) === JSON.stringify(other.only)
  );
}

function environmentChange(
  before: EnvironmentState | undefined,
  after: EnvironmentState | undefined,
): ChangeView[] {
  if (isSameEnvironment(before, after)) return [];
  return [{ part: 'environment', before: presentEnvironment(before), after: presentEnvironment(after) }];
}

function presentEnvironment(state: EnvironmentState | undefined): EnvironmentStateView | null {
  if (!state) return null;
  const { secretManagerName, environmentId, title, prefix, only = null } = state;
  return { secretManagerName, environmentId, title, prefix, only };
}

function presentState(field: FieldState): FieldStateView {
  switch (field.kind) {
    case 'secret':
      return { kind: 'secret' };
    case 'value':
      return { kind: 'plain', text: field.value };
    case 'bound': {
      const { secretManagerName, shownReference, text, followName } = field;
      return { kind: 'bound', secretManagerName, shownReference, isInText: text !== undefined, followName };
    }
  }
}

function accessOf({ scope, projectIds }: VersionState): AccessView {
  return { scope, projectIds };
}

function shownTo({ projects }: Pick<Caller, 'projects'>, { scope, projectIds }: AccessView): AccessView {
  return {
    scope,
    projectIds: projects === 'all' ? projectIds : projectIds.filter((id) => projects.includes(id)),
  };
}
