import { type Allowance, allowanceOfConnection, serves } from '@/lib/access/grants';
import type { ValueEntry } from '@/lib/cache/entry';
import { freshnessOf } from '@/lib/cache/freshness';
import { getCached, noteUse } from '@/lib/cache/memory';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { type LoadedManager, loadManager, peekManager } from '@/lib/managers/load';
import { policyInForce } from '@/lib/managers/trust';
import { clock } from '@/lib/platform/clock';
import { keyring } from '@/lib/platform/keyring';
import { type CacheLookup, isKept, lookupOf } from '@/lib/secrets/cache-lookup';
import { knownEntries } from '@/lib/secrets/known-entries';
import { readAllowed } from '@/lib/secrets/read-allowed';
import { readingOf } from '@/lib/secrets/reading';
import { openEntry } from '@/lib/secrets/sealed-entry';
import { loadOnce } from '@/lib/secrets/single-flight';
import { touchAndClassify } from '@/lib/secrets/touch-and-classify';
import { type Learnt, learnVariables } from './environment-learn';
import { expand, variablesIn } from './environment-variables';
import type { Expansion, Plan, PlannedField } from './plan';

/** What the fields of a plan are made of, as memory knows it: the secret managers as they are, and what is read through them. */
export interface Watched {
  plan: Plan;
  parts: readonly Part[];
}

interface Part {
  field: PlannedField;
  /** Undefined: the field is bound to none, or there is none. */
  manager: LoadedManager | undefined;
  /** What is read, where the secret manager serves the connection. */
  read?: { want: CacheLookup; allowance: Allowance };
  /** Of a whole Environment, what its last answer told of each variable, and the names in it. */
  told?: { entry: ValueEntry; names: readonly string[]; states: FieldStates };
}

/** By name of the field, what its value is told by, keyed: another text is another value. */
export type FieldStates = ReadonlyMap<string, string>;

/** A plan with the secret managers that it is bound through. */
export async function watchedOf(plan: Plan): Promise<Watched> {
  const parts = plan.fields.map(async (field): Promise<Part> => {
    if (field.kind !== 'binding') return { field, manager: undefined };
    const manager = await loadManager(field.managerId);
    if (!manager || !serves(manager, plan)) return { field, manager };
    const want = lookupOf(manager, field.reference);
    return { field, manager, read: { want, allowance: allowanceOfConnection(manager, plan) } };
  });
  return { plan, parts: await Promise.all(parts) };
}

/** Whether nothing that it was made of is another thing by now. */
export function isCurrent({ parts }: Watched): boolean {
  return parts.every(
    ({ field, manager }) => field.kind !== 'binding' || peekManager(field.managerId) === manager,
  );
}

/**
 * The states of all fields, by what memory holds, and what it lacks. What is looked at is in use: it is kept fresh, and is refreshed
 * behind when it nears its end.
 */
export function statesOf({ parts }: Watched): { states: FieldStates; lacking: Part[] } {
  const nowMs = clock().now();
  const states = new Map<string, string>();
  const lacking: Part[] = [];
  for (const part of parts) {
    const state = stateOf(part, nowMs);
    if (state === undefined) lacking.push(part);
    else if (typeof state === 'string') states.set(part.field.name, state);
    else for (const [name, each] of state) states.set(name, each);
  }
  return { states, lacking };
}

/** Undefined: memory holds nothing that tells it. */
function stateOf(part: Part, nowMs: number): string | FieldStates | undefined {
  const { field, manager, read } = part;
  if (field.kind === 'literal') return `literal ${field.place.id} ${field.place.sealedVersion}`;
  if (field.kind === 'orphan') return 'unbound';
  const around = field.around ? ` ${field.around.place.sealedVersion}` : '';
  if (!manager || !read) return 'refused';
  const { want, allowance } = read;
  // It is another one each time, and its seed is not told.
  if (!isKept(want)) return `code ${want.text}${around}`;
  const entry = getCached(want.key);
  if (!entry) return undefined;
  noteUse(want.key, nowMs);
  const judgement = touchAndClassify(manager, entry, nowMs);
  if (entry.state === 'absent') return judgement === 'absent' ? `absent ${entry.code}` : undefined;
  if (judgement === 'expired') return undefined;
  if (!allowance.allows({ locator: want.reference, titles: entry.titles })) return 'refused';
  if (field.expands)
    return variableStates(part, field.expands, entry, `${manager.id} ${entry.boundReference}`);
  return `${manager.id} ${entry.boundReference} ${entry.fingerprint ?? entry.itemUpdatedAt}${around}`;
}

/** The state of each variable, so that listeners hear which one changed. Each answer is opened once. */
function variableStates(part: Part, expands: Expansion, entry: ValueEntry, head: string) {
  if (part.told?.entry === entry) return part.told.states;
  const value = openEntry(entry);
  if (!value) return undefined;
  const states = [...expand(expands, value)].map(([name, each]) => {
    const digest = keyedHash(keyring(), 'variable-state', entry.managerId, entry.reference, name, each);
    return [name, `${head} ${digest}`] as const;
  });
  part.told = { entry, names: [...variablesIn(value).keys()], states: new Map(states) };
  return part.told.states;
}

/** Notes which variables the Environments have by now. */
export async function learnWatched({ parts }: Watched): Promise<Learnt> {
  for (const { field, manager, told } of parts) {
    if (field.kind !== 'binding' || !manager || !told) continue;
    const { entry: answer, names } = told;
    const learnt = await learnVariables({ manager, field, names, answer });
    if (learnt !== 'known') return learnt;
  }
  return 'known';
}

/** Reads what memory lacks: from the table, else from the secret manager, as a workload would, and counts no read. */
export async function readLacking(lacking: readonly Part[]): Promise<void> {
  const wants = lacking.flatMap(({ manager, read }) => (manager && read ? [{ manager, ...read }] : []));
  const known = await knownEntries(wants.map(({ want }) => want.key));
  const nowMs = clock().now();
  const asked = wants.filter(({ manager, want }) => {
    const entry = known.get(want.key)?.entry;
    return !entry || freshnessOf(entry, policyInForce(manager, nowMs), nowMs) === 'expired';
  });
  await Promise.all(
    asked.map(({ manager, want, allowance }) =>
      readAllowed(manager, [want], allowance, (allowed) =>
        Promise.all(allowed.map(async (each) => readingOf(manager, each, await loadOnce(manager, each)))),
      ),
    ),
  );
}
