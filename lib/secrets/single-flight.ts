import { asLatchkeyError } from '@/lib/kernel/errors';
import { promised } from '@/lib/kernel/promised';
import { sentence } from '@/lib/kernel/sentence';
import type { LoadedManager } from '@/lib/managers/load';
import { once } from '@/lib/platform/singleton';
import type { ProviderAnswer } from '@/lib/providers/contract';
import { askOnce } from './ask-once';
import { companionsOf } from './companions';
import type { Wanted } from './wanted';

const gatherMs = 20;
const batchLimit = 2_000;
// Per manager, so that one that hangs cannot fill memory or take the others' place.
const waitingLimit = 20_000;

interface Waiting {
  wanted: Wanted;
  /** Answers who waits, maybe before the last word. */
  settle(answer: ProviderAnswer): void;
  /** The last word, for those who wait for it and for who was not answered yet. */
  end(answer: ProviderAnswer): void;
  /** From now on who asks for the same begins a read of their own. */
  land(): void;
}

/** All misses of one manager at one revision pass through its lane. */
interface Lane {
  waiting: Waiting[];
  inFlight: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

interface Flight {
  answer: Promise<ProviderAnswer>;
  /** Differs from `answer` where something known was served while its refusal was confirmed. */
  lastWord: Promise<ProviderAnswer>;
}

interface Flights {
  /** One flight per key: who asks for the same meanwhile joins it. */
  byKey: Map<string, Flight>;
  lanes: Map<string, Lane>;
}

const flights = () => once<Flights>('secret-flights', () => ({ byKey: new Map(), lanes: new Map() }));

/**
 * Reads one reference from the provider together with every other miss of its manager: one that comes alone leaves
 * at once, those that come while a request is in flight gather and leave together. Never rejects.
 */
export function fly(manager: LoadedManager, wanted: Wanted): Promise<ProviderAnswer> {
  return flightOf(manager, wanted).answer;
}

/**
 * The same, for who wants the provider's last word: of a refusal that is being confirmed, what the second ask answers.
 */
export function flyToEnd(manager: LoadedManager, wanted: Wanted): Promise<ProviderAnswer> {
  return flightOf(manager, wanted).lastWord;
}

function flightOf(manager: LoadedManager, wanted: Wanted): Flight {
  const joined = flights().byKey.get(wanted.key);
  if (joined) return joined;
  const lane = laneOf(manager);
  if (lane.waiting.length < waitingLimit)
    return takeOff(wanted, (waiting) => enqueue(manager, lane, waiting));
  const refused = Promise.resolve(crowded);
  return { answer: refused, lastWord: refused };
}

function takeOff(wanted: Wanted, board: (waiting: Waiting) => void): Flight {
  const { byKey } = flights();
  const answer = promised<ProviderAnswer>();
  const lastWord = promised<ProviderAnswer>();
  const flight = { answer: answer.promise, lastWord: lastWord.promise };
  const land = () => {
    if (byKey.get(wanted.key) === flight) byKey.delete(wanted.key);
  };
  const end = (said: ProviderAnswer) => {
    answer.resolve(said);
    lastWord.resolve(said);
  };
  byKey.set(wanted.key, flight);
  board({ wanted, settle: answer.resolve, end, land });
  return flight;
}

/** Whether a reference is being read from the provider, by this process, right now. */
export function isFlying(key: string): boolean {
  return flights().byKey.has(key);
}

/** Lets later askers start a read of their own: what is in flight began before a clear. */
export function dropFlights(keys: readonly string[] | 'all'): void {
  const { byKey } = flights();
  if (keys === 'all') byKey.clear();
  else for (const key of keys) byKey.delete(key);
}

function laneOf(manager: LoadedManager): Lane {
  const { lanes } = flights();
  const name = laneName(manager);
  const lane = lanes.get(name) ?? { waiting: [], inFlight: 0, timer: undefined };
  lanes.set(name, lane);
  return lane;
}

function laneName({ id, credentialRevision }: LoadedManager): string {
  return `${id}:${credentialRevision}`;
}

function enqueue(manager: LoadedManager, lane: Lane, waiting: Waiting): void {
  lane.waiting.push(waiting);
  lane.timer ??= setTimeout(() => depart(manager, lane), lane.inFlight === 0 ? 0 : gatherMs);
}

function depart(manager: LoadedManager, lane: Lane): void {
  clearTimeout(lane.timer);
  lane.timer = undefined;
  const batch = lane.waiting.splice(0, batchLimit);
  if (batch.length === 0) return;
  lane.inFlight += 1;
  void ask(manager, batch).finally(() => {
    lane.inFlight -= 1;
    if (lane.waiting.length > 0) depart(manager, lane);
    else if (lane.inFlight === 0) flights().lanes.delete(laneName(manager));
  });
}

async function ask(manager: LoadedManager, asked: readonly Waiting[]): Promise<void> {
  const batch = [...asked];
  try {
    batch.push(...(await boardCompanions(manager, asked)));
    const seats = new Map(batch.map((waiting) => [waiting.wanted, waiting]));
    const answers = await askOnce(manager, [...seats.keys()], (want, answer) =>
      seats.get(want)?.settle(answer),
    );
    for (const [index, waiting] of batch.entries()) waiting.end(answers[index] ?? unanswered);
  } catch (error) {
    const { code, says, retryAfterMs } = asLatchkeyError(error);
    const answer: ProviderAnswer = { ok: false, code, says, isCertain: false, retryAfterMs };
    for (const waiting of batch) waiting.end(answer);
  } finally {
    for (const waiting of batch) waiting.land();
  }
}

/** What comes along with the items asked for takes seats of its own: who asks for it meanwhile joins. */
async function boardCompanions(manager: LoadedManager, asked: readonly Waiting[]): Promise<Waiting[]> {
  const companions = await companionsOf(
    manager,
    asked.map(({ wanted }) => wanted),
  );
  const boarded: Waiting[] = [];
  for (const companion of companions) {
    if (!flights().byKey.has(companion.key)) void takeOff(companion, (waiting) => boarded.push(waiting));
  }
  return boarded;
}

/** More waits for a manager than it can answer soon. */
export const crowded: ProviderAnswer & { ok: false } = {
  ok: false,
  code: 'overloaded',
  says: sentence('managerCrowded'),
  isCertain: false,
  retryAfterMs: 1_000,
};

const unanswered: ProviderAnswer = { ok: false, code: 'provider_unavailable', isCertain: false };
