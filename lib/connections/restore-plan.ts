import type { Scoped } from '@/lib/kernel/permissions';
import type { EnvironmentInput } from './environment-schema';
import type { FieldInput } from './schema';
import { isSameEnvironment, isSameField } from './version-changes';
import type { RestorePreview } from './version-schema';
import type { BoundState, EnvironmentState, FieldState, VersionState } from './version-state';

/** What is there today, beside the connection itself. */
export interface Surroundings {
  managerIds: ReadonlySet<string>;
  projectIds: ReadonlySet<string>;
  isKeyTaken: boolean;
}

/** How a state is restored: what an edit would say, what nothing is left of, and what is told before. */
export interface RestorePlan extends Omit<RestorePreview, 'revision' | 'changes'> {
  key: string;
  name: string;
  access: Scoped & { scope: VersionState['scope'] };
  tags: string[];
  /** Fields that differ and can be restored; null: the field goes. */
  fields: Record<string, FieldInput | null>;
  /** The Environment of then where it differs; null: it goes. Absent: as it is now. */
  environment?: EnvironmentInput | null;
  /** The state as it would be then, of what is asked for what is there now. */
  after: VersionState;
}

/**
 * Plans how a connection that is `now` becomes what it was `then`. What is the same is left alone. Typed secrets are not
 * kept: where one was typed then and now, the present one stays. Whether the connection is enabled stays too: that is a
 * switch, and restoring fields is no reason to let workloads in.
 */
export function planRestore(now: VersionState, then: VersionState, around: Surroundings): RestorePlan {
  const key = around.isKeyTaken ? now.key : then.key;
  const access = accessThen(now, then, around);
  const fields: Record<string, FieldInput | null> = {};
  const asks: RestorePlan['asks'] = [];
  const stays: string[] = [];
  const after: FieldState[] = [];
  for (const field of then.fields) {
    const today = now.fields.find(({ name }) => name === field.name);
    if (today && isSameField(today, field)) {
      after.push(today);
    } else if (field.kind === 'secret' && today?.kind === 'secret') {
      stays.push(field.name);
      after.push(today);
    } else if (field.kind === 'secret') {
      asks.push({ field: field.name, reason: 'typed_secret' });
      if (today) after.push(today);
    } else if (field.kind === 'bound' && !isManagerThere(field, around)) {
      asks.push({ field: field.name, reason: 'secret_manager_removed' });
      if (today) after.push(today);
    } else {
      fields[field.name] = field.kind === 'value' ? { value: field.value } : bindingOf(field);
      after.push(field);
    }
  }
  for (const { name } of now.fields) {
    if (!then.fields.some((field) => field.name === name)) fields[name] = null;
  }
  const { isLost: isEnvironmentLost, ...environment } = environmentThen(now, then, around);
  const isTyped = (name: string) =>
    now.fields.some((field) => field.name === name && field.kind === 'secret');
  return {
    key,
    name: then.name,
    access,
    tags: then.tags,
    fields,
    asks,
    stays,
    loses: Object.keys(fields).filter(isTyped),
    isKeyTaken: around.isKeyTaken,
    isEnvironmentLost,
    ...(environment.input === undefined ? {} : { environment: environment.input }),
    goneProjects: then.projectIds.filter((id) => !around.projectIds.has(id)).length,
    after: {
      ...withoutEnvironment(now),
      key,
      name: then.name,
      ...access,
      tags: then.tags,
      fields: after,
      ...(environment.state ? { environment: environment.state } : {}),
    },
  };
}

/** Of the projects of then those that are still there; where none is left, the access stays as it is. */
function accessThen(now: VersionState, then: VersionState, { projectIds }: Surroundings) {
  const left = then.projectIds.filter((id) => projectIds.has(id));
  const isLost = then.projectIds.length > 0 && left.length === 0;
  return isLost ? { scope: now.scope, projectIds: now.projectIds } : { scope: then.scope, projectIds: left };
}

interface EnvironmentThen {
  input?: EnvironmentInput | null;
  state: EnvironmentState | undefined;
  isLost: boolean;
}

function environmentThen(now: VersionState, then: VersionState, around: Surroundings): EnvironmentThen {
  if (isSameEnvironment(now.environment, then.environment)) {
    return { state: now.environment, isLost: false };
  }
  if (!then.environment) return { input: null, state: undefined, isLost: false };
  const { secretManagerId, environmentId, prefix, only } = then.environment;
  if (secretManagerId === null || !around.managerIds.has(secretManagerId)) {
    return { state: now.environment, isLost: true };
  }
  const input = { secretManagerId, environmentId, prefix, ...(only ? { only } : {}) };
  return { input, state: then.environment, isLost: false };
}

function withoutEnvironment({ environment: _environment, ...state }: VersionState): VersionState {
  return state;
}

function isManagerThere({ secretManagerId }: BoundState, { managerIds }: Surroundings): boolean {
  return secretManagerId !== null && managerIds.has(secretManagerId);
}

function bindingOf({ secretManagerId, reference, text, followName }: BoundState): FieldInput {
  return {
    secretManagerId: secretManagerId ?? '',
    reference,
    ...(text === undefined ? {} : { text }),
    ...(followName === null ? {} : { followName }),
  };
}
