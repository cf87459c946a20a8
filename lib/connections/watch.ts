import { verb } from '@/lib/access/verb';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import type { Caller } from '@/lib/kernel/caller';
import { asLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { clock } from '@/lib/platform/clock';
import { keyring } from '@/lib/platform/keyring';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/singleton';
import { connectionDisabled, noSuchConnection } from './find';
import { loadPlan, type Plan, peekPlan } from './plan';
import { mayResolve, resolvablePlan } from './resolve';
import { keyInputSchema } from './schema';
import {
  type FieldStates,
  isCurrent,
  learnWatched,
  readLacking,
  statesOf,
  type Watched,
  watchedOf,
} from './watched';

/** What a connection is now, for who listens: names and numbers, never a value. */
export interface ConnectionNews {
  key: string;
  revision: number;
  /** The names of the fields that differ; all of them where it is not known which. */
  fields: readonly string[];
  /** Names this state of the connection, the same in every process. */
  state: string;
}

/** Who listens to a connection. */
export interface Listener {
  /** Once at first, with no fields; then at each change. */
  tell(news: ConnectionNews): void;
  /** It is over: the connection is gone, or is no longer the caller's. */
  end(error: LatchkeyError): void;
  /** Who listens, asked again and again. Throws when they are nobody any more. */
  caller(): Promise<Caller>;
}

interface Watch {
  key: string;
  listeners: Set<Listener>;
  watched?: Watched;
  /** The last state that was told. */
  told?: { revision: number; states: FieldStates; state: string };
  isBusy: boolean;
  /** What fails is not tried again at once. */
  restsUntilMs: number;
  failures: number;
}

interface Watches {
  byKey: Map<string, Watch>;
  timer?: ReturnType<typeof setInterval>;
  looks: number;
  /** The process ends: nobody may begin to listen. */
  isOver?: true;
}

const lookEveryMs = 400;
// What was taken away from a key stops within ten seconds.
const looksPerRecheck = 12;
const firstRestMs = 1_000;
const longestRestMs = 30_000;

/** Listeners of one process, and of one caller there: each holds a connection open. */
export const mostListeners = { inAll: 20_000, ofOne: 12_000 };

const watches = () => once<Watches>('connection-watches', () => ({ byKey: new Map(), looks: 0 }));
const counts = () => once('connection-listeners', () => new Map<string, number>());

/**
 * Lets a workload hear of every change of a connection: its revision, and by name the fields whose value is another one. While
 * somebody listens its references count as in use and are kept fresh. Throws `not_found`, `forbidden`, `overloaded`.
 */
export const watchConnection = verb({
  name: 'watchConnection',
  right: 'value:resolve',
  input: keyInputSchema,
  audit: ['connection.variables_changed'],
  run: async ({ caller, input }) => {
    const plan = await resolvablePlan(caller, input.key);
    if (plan.isDisabled) throw connectionDisabled(plan.key);
    return { key: plan.key, listen: (listener: Listener) => listen(plan.key, caller.id, listener) };
  },
});

/** Ends all listeners, at the end of a process: they come back to another one. */
export function endWatches(): void {
  const all = watches();
  all.isOver = true;
  for (const watch of [...all.byKey.values()]) endAll(watch, new LatchkeyError('overloaded'));
}

/** How many listen in this process. */
export function listenerCount(): number {
  return [...counts().values()].reduce((sum, count) => sum + count, 0);
}

/** Returns what stops it. Throws `overloaded`. */
function listen(key: string, owner: string, listener: Listener): () => void {
  const ofOwner = counts().get(owner) ?? 0;
  const { byKey, isOver } = watches();
  if (isOver || ofOwner >= mostListeners.ofOne || listenerCount() >= mostListeners.inAll)
    throw new LatchkeyError('overloaded', { retryAfterMs: 10_000 });
  counts().set(owner, ofOwner + 1);
  const watch = byKey.get(key) ?? newWatch(key);
  byKey.set(key, watch);
  watch.listeners.add(listener);
  if (watch.told) listener.tell(newsOf(watch.key, watch.told));
  startLooking();
  void look(watch);
  return () => {
    if (watch.listeners.delete(listener)) leave(owner);
    if (watch.listeners.size === 0 && byKey.get(key) === watch) byKey.delete(key);
    if (byKey.size === 0) stopLooking();
  };
}

function newWatch(key: string): Watch {
  return { key, listeners: new Set(), isBusy: false, restsUntilMs: 0, failures: 0 };
}

function leave(owner: string): void {
  const left = (counts().get(owner) ?? 1) - 1;
  if (left > 0) counts().set(owner, left);
  else counts().delete(owner);
}

function startLooking(): void {
  const all = watches();
  if (all.timer) return;
  all.timer = setInterval(() => {
    all.looks += 1;
    const isRecheck = all.looks % looksPerRecheck === 0;
    for (const watch of all.byKey.values()) {
      if (isRecheck) void recheck(watch);
      void look(watch);
    }
  }, lookEveryMs);
  all.timer.unref();
}

function stopLooking(): void {
  const all = watches();
  clearInterval(all.timer);
  delete all.timer;
}

/** Tells what differs from what was told. Never rejects. */
async function look(watch: Watch): Promise<void> {
  if (watch.isBusy || clock().now() < watch.restsUntilMs) return;
  watch.isBusy = true;
  try {
    const plan = peekPlan(watch.key) ?? (await loadPlan(watch.key));
    if (!plan) return endAll(watch, noSuchConnection(watch.key));
    if (plan.isDisabled) return endAll(watch, connectionDisabled(watch.key));
    if (watch.watched?.plan !== plan || !isCurrent(watch.watched)) watch.watched = await watchedOf(plan);
    let { states, lacking } = statesOf(watch.watched);
    if (lacking.length > 0) {
      await readLacking(lacking);
      ({ states, lacking } = statesOf(watch.watched));
    }
    // The plan is read again at the next look, with the revision that the other variables gave it.
    const learnt = await learnWatched(watch.watched);
    if (learnt === 'noted') return;
    tellChanges(watch, plan, states);
    rest(watch, lacking.length > 0 || learnt !== 'known');
  } catch (error) {
    // What is known stays told, while the database is away too.
    log.warn('connections.not-looked-at', { inside: asLatchkeyError(error).inside });
    rest(watch, true);
  } finally {
    watch.isBusy = false;
  }
}

function rest(watch: Watch, hasFailed: boolean): void {
  watch.failures = hasFailed ? watch.failures + 1 : 0;
  const restMs = hasFailed ? Math.min(longestRestMs, firstRestMs * 2 ** (watch.failures - 1)) : 0;
  watch.restsUntilMs = clock().now() + restMs;
}

function tellChanges(watch: Watch, plan: Plan, seen: FieldStates): void {
  const { told } = watch;
  const names = namesOf(plan, seen, told?.states);
  // What cannot be told now is as it was told last.
  const states = new Map(
    [...names].map((name) => [name, seen.get(name) ?? told?.states.get(name) ?? 'unknown']),
  );
  const now = { revision: plan.revision, states, state: stateName(plan, states) };
  if (told?.state === now.state) return;
  watch.told = now;
  const all = new Set([...names, ...(told?.states.keys() ?? [])]);
  const fields = told && [...all].filter((name) => states.get(name) !== told.states.get(name)).sort();
  for (const listener of watch.listeners) listener.tell(newsOf(watch.key, now, fields));
}

/** Those of an Environment are what its answer has; while none tells, what was told last. */
function namesOf(plan: Plan, seen: FieldStates, told: FieldStates | undefined): Set<string> {
  const names = plan.fields.flatMap((field) => {
    if (field.kind !== 'binding' || !field.expands) return [field.name];
    const { prefix, own, seen: last } = field.expands;
    if (seen.has(field.name)) return [field.name];
    const known = [...seen.keys(), ...(last?.names.map((name) => `${prefix}${name}`) ?? [])];
    return known.filter((name) => !own.has(name) && (seen.has(name) || told?.has(name)));
  });
  return new Set(names);
}

function newsOf(
  key: string,
  { revision, states, state }: NonNullable<Watch['told']>,
  fields: readonly string[] = [...states.keys()],
): ConnectionNews {
  return { key, revision, fields, state };
}

function stateName(plan: Plan, states: FieldStates): string {
  const texts = [...states].map(([name, state]) => `${name} ${state}`).sort();
  const digest = keyedHash(keyring(), 'connection-state', plan.id, String(plan.revision), ...texts);
  return `${plan.revision}-${digest.slice(0, 22)}`;
}

/** Ends who may no longer have it. */
async function recheck(watch: Watch): Promise<void> {
  const plan = peekPlan(watch.key);
  await Promise.all(
    [...watch.listeners].map(async (listener) => {
      try {
        const caller = await listener.caller();
        if (plan && !mayResolve(caller, plan)) throw noSuchConnection(watch.key);
      } catch (error) {
        const { code } = asLatchkeyError(error);
        // Nobody is known while the database is away: that takes nothing from anybody.
        if (code === 'database_unavailable') return;
        listener.end(asLatchkeyError(error));
      }
    }),
  );
}

function endAll(watch: Watch, error: LatchkeyError): void {
  for (const listener of [...watch.listeners]) listener.end(error);
}
