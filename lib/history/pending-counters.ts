import type { ErrorCode } from '@/lib/kernel/error-codes';
import { clock } from '@/lib/platform/clock';
import { type AtOnce, atOnceCounters } from '@/lib/platform/metrics';
import { once } from '@/lib/platform/singleton';
import { latencyMeasure, type Measure, type ReadSource } from './measures';

/** How a provider answered last. */
export interface LastResult {
  successAtMs?: number;
  failure?: { code: ErrorCode; atMs: number };
}

interface PendingCounters {
  /** By secret manager, what was counted since the last writing. */
  counts: Map<string, Map<Measure, number>>;
  pulses: Map<string, LastResult>;
  /** By secret manager, the last request that failed: class of its status, or why there was none. */
  wires: Map<string, { wire: string; atMs: number }>;
  /** How much of each counter of answers at once is in `counts` already. */
  taken: Map<AtOnce, number>;
}

// Longer than any ask takes.
const wiresForMs = 600_000;

const pendingCounters = () =>
  once<PendingCounters>('history-tally', () => ({
    counts: new Map(),
    pulses: new Map(),
    wires: new Map(),
    taken: new Map(),
  }));

/** Counts one read of a reference that gave a value. In memory until `flushHistory`. */
export function countRead(
  managerId: string,
  { source, state }: { source: ReadSource; state: 'fresh' | 'stale' },
): void {
  add(managerId, `read.${source}.${state}`, 1);
}

/** Counts one read of a reference that gave no value. */
export function countFailedRead(managerId: string, code: ErrorCode): void {
  add(managerId, `failed.${code}`, 1);
}

/**
 * Counts a request on a provider's wire. `answered`: an answer came, of this HTTP status, after `durationMs`.
 * `lost`: it went out and none came. `unsent`: nothing reached the service.
 */
export function countWire(
  managerId: string,
  request: { isSignIn: boolean; durationMs: number; end: 'lost' | 'unsent' | { status: number } },
): void {
  const { isSignIn, durationMs, end } = request;
  if (isSignIn) add(managerId, 'sign_ins', 1);
  if (end !== 'unsent') add(managerId, 'requests', 1);
  if (typeof end === 'string' || end.status >= 400) {
    add(managerId, 'requests.failed', 1);
    const wire = typeof end === 'string' ? end : classOf(end.status);
    pendingCounters().wires.set(managerId, { wire, atMs: clock().now() });
  }
  if (typeof end === 'string') return;
  add(managerId, 'latency.count', 1);
  add(managerId, 'latency.ms', Math.round(durationMs));
  add(managerId, latencyMeasure(durationMs), 1);
}

/** What the last failed request since `sinceMs` met: `401`, `429`, `5xx`, `lost`, `unreachable`; `unsent` when none went out. */
export function wireSince(managerId: string, sinceMs: number): string {
  const last = pendingCounters().wires.get(managerId);
  if (!last || last.atMs < sinceMs) return 'unsent';
  return last.wire === 'unsent' ? 'unreachable' : last.wire;
}

/** Notes how a secret manager's provider answered an operation as a whole. */
export function recordLastResult(managerId: string, code: ErrorCode | 'ok'): void {
  const { pulses } = pendingCounters();
  const before = pulses.get(managerId) ?? {};
  const atMs = clock().now();
  pulses.set(
    managerId,
    code === 'ok' ? { ...before, successAtMs: atMs } : { ...before, failure: { code, atMs } },
  );
}

/** Takes what was counted since the last call, answers at once included. */
export function takeCounters(): Pick<PendingCounters, 'counts' | 'pulses'> {
  const { counts, pulses, wires, taken } = pendingCounters();
  for (const counter of atOnceCounters()) {
    const { answers } = counter;
    const anew = answers - (taken.get(counter) ?? 0);
    if (anew === 0) continue;
    taken.set(counter, answers);
    for (const [managerId, references] of counter.references) {
      add(managerId, 'read.memory.fresh', anew * references);
    }
  }
  const nowMs = clock().now();
  for (const [id, { atMs }] of wires) if (nowMs - atMs > wiresForMs) wires.delete(id);
  const took = { counts: new Map(counts), pulses: new Map(pulses) };
  counts.clear();
  pulses.clear();
  return took;
}

/** Gives back what could not be written: it is written with the next. */
export function restoreCounters({ counts, pulses }: ReturnType<typeof takeCounters>): void {
  for (const [managerId, measures] of counts) {
    for (const [measure, count] of measures) add(managerId, measure, count);
  }
  const { pulses: newer } = pendingCounters();
  for (const [managerId, pulse] of pulses) newer.set(managerId, { ...pulse, ...newer.get(managerId) });
}

function add(managerId: string, measure: Measure, count: number): void {
  const { counts } = pendingCounters();
  const measures = counts.get(managerId) ?? new Map<Measure, number>();
  measures.set(measure, (measures.get(measure) ?? 0) + count);
  counts.set(managerId, measures);
}

/** Those that mean something of their own stand alone. */
function classOf(status: number): string {
  return [401, 403, 404, 429].includes(status) ? String(status) : `${Math.floor(status / 100)}xx`;
}
