import type { ConnectionView, CreateInput } from '@/lib/connections/schema';

/** A whole Environment while it is edited. */
export interface EnvironmentDraft {
  secretManagerId: string;
  /** Empty: none is chosen yet. */
  environmentId: string;
  /** As the secret manager calls it, or its id. */
  title: string;
  prefix: string;
  /** Absent: all variables. */
  only?: string[];
}

/** One to begin with, through a secret manager that there is to choose, or none yet. */
export function newEnvironment(secretManagerId: string): EnvironmentDraft {
  return { secretManagerId, environmentId: '', title: '', prefix: '' };
}

/** That of a saved connection; null: it has none. */
export function environmentDraftOf({ environment }: ConnectionView): EnvironmentDraft | null {
  if (!environment) return null;
  const { secretManagerId, environmentId, title, prefix, only } = environment;
  return { secretManagerId, environmentId, title, prefix, ...(only ? { only } : {}) };
}

/** What is sent of it. */
export function environmentInputOf(draft: EnvironmentDraft): NonNullable<CreateInput['environment']> {
  const { secretManagerId, environmentId, prefix, only } = draft;
  return { secretManagerId, environmentId, prefix, ...(only ? { only: [...only].sort() } : {}) };
}

/** Whether both mean the same: a title is for eyes alone. */
export function isSameEnvironment(one: EnvironmentDraft | null, other: EnvironmentDraft | null): boolean {
  if (!one || !other) return one === other;
  return JSON.stringify(environmentInputOf(one)) === JSON.stringify(environmentInputOf(other));
}

/** What is wrong with it, of what is wrong with a connection: all of its variables, or those that are named alone. */
export function troublesOfEnvironment({
  environment,
  fields,
  broken,
}: Pick<ConnectionView, 'environment' | 'fields' | 'broken'>): string[] {
  if (!environment) return [];
  const own = new Set(Object.keys(fields));
  return broken
    .filter(({ field }) => !own.has(field))
    .map(({ field, message }) => (field === wholeName(environment) ? message : `${field}: ${message}`));
}

/** What all variables together are called where they are told of. */
export function wholeName({ prefix }: { prefix: string }): string {
  return `${prefix}*`;
}

/** Fields of one's own that take the place of a variable. */
export function clashesOf(
  { prefix, only }: EnvironmentDraft,
  variables: readonly string[],
  fields: readonly { name: string }[],
): Set<string> {
  const own = new Set(fields.map(({ name }) => name));
  const taken = variables.filter((name) => !only || only.includes(name)).map((name) => `${prefix}${name}`);
  return new Set(taken.filter((name) => own.has(name)));
}
