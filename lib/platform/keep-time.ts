import { uptime } from 'node:os';
import { systemClock } from '@/lib/kernel/clock';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { type Message, messageFor } from '@/lib/kernel/message';
import { type SteadyClock, steadyClock } from '@/lib/kernel/steady-clock';
import { clock, setClock } from './clock';
import { database, databaseKind } from './database';
import { runExclusive, startJob, stopJob } from './jobs';
import { log } from './log';
import { countClockStep, setClockOffset } from './metrics';
import { findSingleton, once, replaceSingleton } from './singleton';

const name = 'keep-time';
const lookEveryMs = 5_000;
const askEveryMs = 30_000;
const mostSamples = 20;

/** How far other clocks are from the one that the process goes by, in milliseconds; positive: ahead of it. */
export interface TimeState {
  /** The machine's own. */
  machineMs: number;
  /** What secret managers say, in the headers of their answers. Null: none was heard. */
  providerMs: number | null;
  /** When the machine's clock was last seen being set, RFC 3339, and by how much. */
  lastStep: { at: string; byMs: number } | null;
}

interface Kept {
  clock: SteadyClock;
  lastStep: TimeState['lastStep'];
  askedAtMs: number;
}

// A header tells whole seconds: less than this is no difference.
const leastTold = { machineMs: 5_000, providerMs: 30_000 };

/**
 * Has the process go by a clock that does not jump: the database's where that is a server, so that all processes agree, else
 * the machine's as it was at the start. Call it once the database is open. Looks at the machine's clock every five seconds,
 * and writes down when that was set.
 */
export async function startKeepingTime(): Promise<void> {
  // A simulation has put its own in place.
  if (clock() !== systemClock) return;
  const steady = steadyClock({
    wall: () => Date.now(),
    monotonic: () => performance.now(),
    uptime: () => uptime() * 1_000,
  });
  replaceSingleton<Kept>(name, { clock: steady, lastStep: null, askedAtMs: Number.NEGATIVE_INFINITY });
  setClock(steady);
  await keepTime();
  startJob(name, lookEveryMs, keepTime);
}

/** Stops looking. */
export function stopKeepingTime(): Promise<void> {
  return stopJob(name);
}

function keepTime(): Promise<void> {
  return runExclusive(name, lookAndAsk, (inside) => log.warn('clock.not-asked', { inside }));
}

async function lookAndAsk(): Promise<void> {
  const kept = findSingleton<Kept>(name);
  if (!kept) return;
  const { clock } = kept;
  const step = clock.look();
  if (step) {
    const byMs = Math.round(step.byMs);
    kept.lastStep = { at: new Date(clock.now()).toISOString(), byMs };
    log.warn('clock.stepped', { byMs });
    countClockStep();
  }
  if (databaseKind() === 'server' && performance.now() - kept.askedAtMs >= askEveryMs) {
    kept.askedAtMs = performance.now();
    await followDatabase(clock).catch((error: unknown) => {
      log.warn('clock.not-asked', { inside: asLatchkeyError(error).inside });
    });
  }
  setClockOffset('machine', clock.machineAheadMs());
}

async function followDatabase(clock: SteadyClock): Promise<void> {
  const askedAtMs = performance.now();
  const [row] = await database().$queryRaw<{ ms: number }[]>`
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`;
  // The answer was made somewhere between the two.
  if (row) clock.follow(row.ms + (performance.now() - askedAtMs) / 2);
}

const heard = () => once('clock-of-providers', () => ({ samples: [] as number[] }));

/** Notes the time that the header `Date` of a secret manager's answer tells, in milliseconds since the epoch. */
export function noteProviderTime(toldMs: number): void {
  const kept = findSingleton<Kept>(name);
  if (!kept) return;
  const { samples } = heard();
  samples.push(toldMs - kept.clock.now());
  if (samples.length > mostSamples) samples.shift();
  setClockOffset('provider', median(samples) ?? 0);
}

/** What is known of clocks here. Undefined: the process keeps no time of its own, in tests. */
export function timeState(): TimeState | undefined {
  const kept = findSingleton<Kept>(name);
  if (!kept) return undefined;
  return {
    machineMs: Math.round(kept.clock.machineAheadMs()),
    providerMs: median(heard().samples) ?? null,
    lastStep: kept.lastStep,
  };
}

/** Which clock is off by more than can be nothing, and how far. */
export function clockTrouble(
  state: TimeState | undefined,
): { clock: 'machine' | 'provider'; byMs: number } | undefined {
  if (!state) return undefined;
  const { machineMs, providerMs } = state;
  if (Math.abs(machineMs) >= leastTold.machineMs) return { clock: 'machine', byMs: machineMs };
  if (providerMs !== null && Math.abs(providerMs) >= leastTold.providerMs)
    return { clock: 'provider', byMs: providerMs };
  return undefined;
}

/** The trouble in words: what is off, how far, what it does and what to do. */
export function clockSentence({ clock, byMs }: NonNullable<ReturnType<typeof clockTrouble>>): Message {
  const by = roughly(Math.abs(byMs));
  const isAhead = byMs > 0 ? 'ahead' : 'behind';
  return clock === 'machine'
    ? messageFor('machineClockOff', { by, isAhead })
    : messageFor('providerClockOff', { by, isAhead });
}

function roughly(ms: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
  ] as const;
  const [unit, unitMs] = units.find(([, each]) => ms >= each) ?? (['s', 1_000] as const);
  return `${Math.round(ms / unitMs)} ${unit}`;
}

/** One late answer says nothing. */
function median(samples: readonly number[]): number | undefined {
  return [...samples].sort((one, other) => one - other)[Math.floor(samples.length / 2)];
}
