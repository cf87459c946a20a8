import { allowanceOfConnection, serves } from '@/lib/access/grants';
import { verb } from '@/lib/access/verb';
import { isSameAnswer } from '@/lib/cache/entry';
import { getCached } from '@/lib/cache/memory';
import { interpolateSecret, joinSecrets } from '@/lib/crypto/secret-json';
import { countConnectionFailure, countConnectionRead } from '@/lib/history/connection-use';
import type { Caller } from '@/lib/kernel/caller';
import { errorLike, LatchkeyError } from '@/lib/kernel/errors';
import { groupBy } from '@/lib/kernel/group-by';
import { messageFor } from '@/lib/kernel/message';
import { may } from '@/lib/kernel/permissions';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { secretPlace } from '@/lib/kernel/text-around';
import { type LoadedManager, loadManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { lookupOf } from '@/lib/secrets/cache-lookup';
import { readSecrets } from '@/lib/secrets/read';
import { type AllowedWant, readAllowed } from '@/lib/secrets/read-allowed';
import { detachedMark, type Reading, sourceOf } from '@/lib/secrets/reading';
import { literalSource, type ValueSource } from '@/lib/secrets/schema';
import { type BundlePart, keepBundle, type RecalledBundle, recallBundle } from './bundle';
import { learnFrom } from './environment-learn';
import { expand } from './environment-variables';
import { connectionDisabled, noSuchConnection } from './find';
import { followNames, followsName } from './follow-name';
import { openLiteral, openText } from './literal';
import { loadPlan, type Plan, type PlannedField, peekPlan, readNobodysPlan } from './plan';
import { keyInputSchema } from './schema';

export interface ResolvedConnection {
  key: string;
  revision: number;
  /** The JSON text of an object: every field's value by its name. */
  readonly fields: SecretValue;
  /** The JSON text of an object: by name, where each value came from, in which state and how old. */
  sources: string;
  /** Its `ETag`: the same for as long as nothing that it is made of changes. Absent while something is not kept. */
  tag?: string;
}

interface ResolvedPlan {
  values: Record<string, SecretValue>;
  sources: Record<string, ValueSource>;
  failures: [PlannedField, LatchkeyError][];
  readings: ReadonlyMap<string, Reading>;
}

type Binding = PlannedField & { kind: 'binding' };

/**
 * A connection with the secret values injected, for workloads alone. All fields or nothing: one that cannot be
 * resolved fails the whole call with its cause, named by field; a reference is never passed on as the value.
 * Throws `forbidden`, `not_found`, `secret_*`, `reference_invalid`, `provider_*`.
 */
export const resolveConnection = verb({
  name: 'resolveConnection',
  right: 'value:resolve',
  input: keyInputSchema,
  audit: ['connection.followed_name', 'connection.variables_changed'],
  run: ({ caller, input }): Promise<ResolvedConnection> => resolveFor(caller, input.key, { isAgain: false }),
});

async function resolveFor(
  caller: Caller,
  asked: string,
  { isAgain }: { isAgain: boolean },
): Promise<ResolvedConnection> {
  const plan = await resolvablePlan(caller, asked);
  const { key, revision } = plan;
  if (plan.isDisabled) {
    countFailure(plan, caller);
    throw connectionDisabled(key);
  }
  const bundle = recallBundle(plan, caller.label);
  if (bundle) {
    countRead(plan, caller);
    return new BundledConnection(plan, bundle);
  }
  const { values, sources, failures, readings } = await resolvePlan(plan, {
    read: (manager, wanted) => readSecrets(manager, wanted, { by: caller.label }),
  });
  if (failures.length > 0) {
    countFailure(plan, caller);
    throw failureOf(key, failures);
  }
  const learnt = await learnFrom(plan, readings);
  const isOver = learnt === 'noted' || learnt === 'elsewhere';
  if (isOver && !isAgain) return resolveFor(caller, asked, { isAgain: true });
  countRead(plan, caller);
  const fields = joinSecrets(values);
  // A bundle would keep names that were not noted from being noted.
  const parts = learnt === 'known' ? await partsOf(plan, readings) : undefined;
  const tag = parts && keepBundle(plan, parts, fields);
  return { key, revision, fields, sources: JSON.stringify(sources), ...(tag === undefined ? {} : { tag }) };
}

/** The plan of a connection that the caller may be given the values of; maybe a disabled one. Throws `not_found` for any other. */
export async function resolvablePlan(caller: Caller, key: string): Promise<Plan> {
  const plan = await loadPlan(key);
  if (!plan) throw noSuchConnection(key);
  if (mayResolve(caller, plan)) return plan;
  await readNobodysPlan();
  throw noSuchConnection(key);
}

/** Who resolves a plan. */
export interface PlanReader {
  /** Reads references through one secret manager, in the order asked. */
  read: (manager: LoadedManager, wanted: readonly AllowedWant[]) => Promise<Reading[]>;
  /** A person who waits for it, and whose budget pays; absent: a workload. */
  person?: Caller;
}

/**
 * Every field of a plan by name: its value with where it came from, or why it has none. Asks for no permission. How it reads
 * tells whether it is a workload, whom what a connection binds costs nothing of its budget, or a person's test.
 */
export async function resolvePlan(plan: Plan, reader: PlanReader): Promise<ResolvedPlan> {
  const readings = await readBindings(plan, reader);
  // Of no prototype: a variable may be named `__proto__`.
  const values: Record<string, SecretValue> = Object.create(null);
  const sources: Record<string, ValueSource> = Object.create(null);
  const failures: [PlannedField, LatchkeyError][] = [];
  for (const field of plan.fields) {
    if (field.kind === 'literal') {
      values[field.name] = openLiteral(field.place, field.sealed);
      sources[field.name] = { ...literalSource, ...detachedMark() };
      continue;
    }
    const reading = readings.get(field.name) ?? { ok: false, error: orphaned() };
    if (!reading.ok) {
      failures.push([field, reading.error]);
      continue;
    }
    for (const [name, value] of valuesOf(field, reading.value)) {
      values[name] = value;
      sources[name] = sourceOf(reading);
    }
  }
  return { values, sources, failures, readings };
}

/** What a bound field gives by name: its value, or each variable of the Environment that it is all of. */
function valuesOf(field: PlannedField, value: SecretValue): Iterable<readonly [string, SecretValue]> {
  if (field.kind === 'binding' && field.expands) return expand(field.expands, value);
  return [[field.name, withTextAround(field, value)]];
}

/**
 * What a bundle of this plan is made of, when every value came fresh from an entry. One-time passwords, and what the
 * provider or an outage gave, make no bundle.
 */
async function partsOf(
  plan: Plan,
  readings: ReadonlyMap<string, Reading>,
): Promise<BundlePart[] | undefined> {
  const parts: BundlePart[] = [];
  for (const field of plan.fields) {
    if (field.kind === 'orphan') return undefined;
    if (field.kind === 'literal') {
      parts.push({ names: [field.name], key: null, source: literalSource });
      continue;
    }
    const reading = readings.get(field.name);
    const manager = await loadManager(field.managerId);
    if (!manager || !reading?.ok || reading.state !== 'fresh') return undefined;
    const { answer } = reading;
    if (!answer) return undefined;
    const { key } = lookupOf(manager, field.reference);
    // It was read by another reference: the plan is an older one by now.
    const entry = getCached(key);
    if (!entry || !isSameAnswer(entry, answer)) return undefined;
    const source: ValueSource = { ...sourceOf(reading), source: 'memory' };
    const names = [...valuesOf(field, reading.value)].map(([name]) => name);
    parts.push({ names, key, manager, answer, source });
  }
  return parts;
}

/**
 * The same without waiting, when memory has all of it. Undefined: ask `resolveConnection`, which also tells why not.
 */
export function recallConnection(caller: Caller, key: string): ResolvedConnection | undefined {
  if (caller.kind === 'user') return undefined;
  const plan = peekPlan(key);
  if (!plan || !mayResolve(caller, plan)) return undefined;
  const bundle = recallBundle(plan, caller.label);
  if (!bundle) return undefined;
  countRead(plan, caller);
  return new BundledConnection(plan, bundle);
}

/** Its fields are opened when they are asked for, which they are not for who has them already. */
class BundledConnection implements ResolvedConnection {
  readonly key: string;
  readonly revision: number;
  readonly sources: string;
  readonly tag: string;
  readonly #openFields: () => SecretValue;

  constructor({ key, revision }: Plan, { openFields, sources, tag }: RecalledBundle) {
    this.key = key;
    this.revision = revision;
    this.sources = sources;
    this.tag = tag;
    this.#openFields = openFields;
  }

  get fields(): SecretValue {
    return this.#openFields();
  }
}

/** Of API keys alone: Latchkey's own work is nobody's use. */
function countRead(plan: Plan, caller: Caller): void {
  if (caller.kind === 'api-key') countConnectionRead(plan.id, caller.id, clock().now());
}

function countFailure(plan: Plan, caller: Caller): void {
  if (caller.kind === 'api-key') countConnectionFailure(plan.id, caller.id, clock().now());
}

function withTextAround(field: PlannedField, value: SecretValue): SecretValue {
  if (field.kind !== 'binding' || !field.around) return value;
  return interpolateSecret(openText(field.around.place, field.around.sealed), secretPlace, value);
}

/** Whether the caller may be given the values of this plan. */
export function mayResolve(caller: Caller, plan: Plan): boolean {
  if (caller.connections !== 'all' && !caller.connections.includes(plan.id)) return false;
  return may(caller, 'value:resolve', plan);
}

async function readBindings(plan: Plan, reader: PlanReader): Promise<Map<string, Reading>> {
  const bindings = plan.fields.filter((field): field is Binding => field.kind === 'binding');
  const byManager = groupBy(bindings, ({ managerId }) => managerId);
  const readings = new Map<string, Reading>();
  await Promise.all(
    [...byManager].map(async ([managerId, bound]) => {
      const given = await readThrough(plan, managerId, bound, reader);
      bound.forEach(({ name }, index) => {
        readings.set(name, given[index] ?? { ok: false, error: orphaned() });
      });
    }),
  );
  return readings;
}

async function readThrough(
  plan: Plan,
  managerId: string,
  bound: readonly Binding[],
  { read, person }: PlanReader,
): Promise<Reading[]> {
  const manager = await loadManager(managerId);
  if (!manager) return bound.map(() => ({ ok: false, error: orphaned() }));
  if (!serves(manager, plan)) {
    const says = messageFor('managerNotServing', { name: manager.name });
    return bound.map(() => ({ ok: false, error: new LatchkeyError('secret_forbidden', { says }) }));
  }
  const allowance = allowanceOfConnection(manager, plan);
  const readThese = (fields: readonly Pick<Binding, 'reference' | 'titles'>[]) =>
    readAllowed(
      manager,
      fields.map(({ reference, titles }) => ({
        ...lookupOf(manager, reference),
        ...(titles ? { titles } : {}),
      })),
      allowance,
      (asked) => read(manager, asked),
    );
  const readings = await readThese(bound);
  const fields = bound.filter((field, index) => isGone(readings[index]) && followsName(field, manager));
  if (fields.length === 0) return readings;
  const followed = await followNames({ plan, manager, fields, allowance, person });
  const again = await readThese([...followed.values()]);
  const byName = new Map([...followed.keys()].map((name, index) => [name, again[index]]));
  return readings.map((reading, index) => byName.get(bound[index]?.name ?? '') ?? reading);
}

function isGone(reading: Reading | undefined): boolean {
  return reading?.ok === false && reading.error.code === 'secret_not_found';
}

function orphaned(): LatchkeyError {
  return new LatchkeyError('secret_not_found', { says: messageFor('managerGone') });
}

/** The first failure names the call's code; all of them are told by field. */
function failureOf(key: string, failures: readonly [PlannedField, LatchkeyError][]): LatchkeyError {
  const [first] = failures;
  const [field, error] = first ?? [undefined, orphaned()];
  return errorLike(error, {
    says: messageFor('fieldUnresolved', { field: field?.name ?? '', key, because: error.says }),
    fields: Object.fromEntries(failures.map(([{ name }, failure]) => [name, failure.says])),
    details: { failed: failures.map(([{ name }, { code }]) => ({ field: name, code })) },
  });
}
