import { asLatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { promised } from '@/lib/kernel/promised';
import type { LoadedManager } from '@/lib/managers/load';
import { ifAttached } from '@/lib/platform/if-attached';
import { once } from '@/lib/platform/singleton';
import type { ProviderAnswer } from '@/lib/providers/contract';
import { askOnce } from './ask-once';
import type { CacheLookup } from './cache-lookup';
import { siblingFields } from './sibling-fields';

const gatherMs = 20;
const batchLimit = 2_000;
// Per manager, so that one that hangs cannot fill memory or take the others' place.
const waitingLimit = 20_000;

interface Waiting {
  wanted: CacheLookup;
  /** Answers who waits, maybe before the last word. */
  settle(answer: ProviderAnswer): void;
  /** The last word, for those who wait for it and for who was not answered yet. */
  end(answer: ProviderAnswer): void;
  /** From now on who asks for the same begins a read of their own. */
  release(): void;
}

/** All misses of one manager at one revision pass through its queue. */
interface Queue {
  waiting: Waiting[];
  inFlight: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

interface Load {
  answer: Promise<ProviderAnswer>;
  /** Differs from `answer` where something known was served while its refusal was confirmed. */
  lastWord: Promise<ProviderAnswer>;
}

interface Loads {
  /** One load per key: who asks for the same meanwhile joins it. */
  byKey: Map<string, Load>;
  queues: Map<string, Queue>;
}

const loads = () => once<Loads>('secret-loads', () => ({ byKey: new Map(), queues: new Map() }));

/**
 * Reads one reference from the provider together with every other miss of its manager: one that comes alone leaves
 * at once, those that come while a request is in flight gather and leave together. Never rejects.
 */
export function loadOnce(manager: LoadedManager, wanted: CacheLookup): Promise<ProviderAnswer> {
  return loadOf(manager, wanted).answer;
}

/**
 * The same, for who wants the provider's last word: of a refusal that is being confirmed, what the second ask answers.
 */
export function loadConfirmed(manager: LoadedManager, wanted: CacheLookup): Promise<ProviderAnswer> {
  return loadOf(manager, wanted).lastWord;
}

function loadOf(manager: LoadedManager, wanted: CacheLookup): Load {
  const joined = loads().byKey.get(wanted.key);
  if (joined) return joined;
  const queue = queueOf(manager);
  if (queue.waiting.length < waitingLimit)
    return startLoad(wanted, (waiting) => enqueue(manager, queue, waiting));
  const refused = Promise.resolve(overloadedAnswer);
  return { answer: refused, lastWord: refused };
}

function startLoad(wanted: CacheLookup, add: (waiting: Waiting) => void): Load {
  const { byKey } = loads();
  const answer = promised<ProviderAnswer>();
  const lastWord = promised<ProviderAnswer>();
  const load = { answer: answer.promise, lastWord: lastWord.promise };
  const release = () => {
    if (byKey.get(wanted.key) === load) byKey.delete(wanted.key);
  };
  const end = (said: ProviderAnswer) => {
    answer.resolve(said);
    lastWord.resolve(said);
  };
  byKey.set(wanted.key, load);
  add({ wanted, settle: answer.resolve, end, release });
  return load;
}

/** Whether a reference is being read from the provider, by this process, right now. */
export function isLoading(key: string): boolean {
  return loads().byKey.has(key);
}

/** Lets later askers start a read of their own: what is in flight began before a clear. */
export function detachLoads(keys: readonly string[] | 'all'): void {
  const { byKey } = loads();
  if (keys === 'all') byKey.clear();
  else for (const key of keys) byKey.delete(key);
}

function queueOf(manager: LoadedManager): Queue {
  const { queues } = loads();
  const name = queueName(manager);
  const queue = queues.get(name) ?? { waiting: [], inFlight: 0, timer: undefined };
  queues.set(name, queue);
  return queue;
}

function queueName({ id, credentialRevision }: LoadedManager): string {
  return `${id}:${credentialRevision}`;
}

function enqueue(manager: LoadedManager, queue: Queue, waiting: Waiting): void {
  queue.waiting.push(waiting);
  queue.timer ??= setTimeout(() => flush(manager, queue), queue.inFlight === 0 ? 0 : gatherMs);
}

function flush(manager: LoadedManager, queue: Queue): void {
  clearTimeout(queue.timer);
  queue.timer = undefined;
  const batch = queue.waiting.splice(0, batchLimit);
  if (batch.length === 0) return;
  queue.inFlight += 1;
  void ask(manager, batch).finally(() => {
    queue.inFlight -= 1;
    if (queue.waiting.length > 0) flush(manager, queue);
    else if (queue.inFlight === 0) loads().queues.delete(queueName(manager));
  });
}

async function ask(manager: LoadedManager, asked: readonly Waiting[]): Promise<void> {
  const batch = [...asked];
  try {
    batch.push(...(await enqueueSiblings(manager, asked)));
    const byLookup = new Map(batch.map((waiting) => [waiting.wanted, waiting]));
    const answers = await askOnce(manager, [...byLookup.keys()], (want, answer) =>
      byLookup.get(want)?.settle(answer),
    );
    for (const [index, waiting] of batch.entries()) waiting.end(answers[index] ?? unanswered);
  } catch (error) {
    const { code, says, retryAfterMs } = asLatchkeyError(error);
    const answer: ProviderAnswer = { ok: false, code, says, isCertain: false, retryAfterMs };
    for (const waiting of batch) waiting.end(answer);
  } finally {
    for (const waiting of batch) waiting.release();
  }
}

/** What comes along with the items asked for is loading from then on: who asks for it meanwhile joins. */
async function enqueueSiblings(manager: LoadedManager, asked: readonly Waiting[]): Promise<Waiting[]> {
  const wanted = asked.map((waiting) => waiting.wanted);
  const fields = await ifAttached(
    () => siblingFields(manager, wanted),
    () => [],
  );
  const siblings: Waiting[] = [];
  for (const field of fields) {
    if (!loads().byKey.has(field.key)) void startLoad(field, (waiting) => siblings.push(waiting));
  }
  return siblings;
}

/** More waits for a manager than it can answer soon. */
export const overloadedAnswer: ProviderAnswer & { ok: false } = {
  ok: false,
  code: 'overloaded',
  says: messageFor('managerCrowded'),
  isCertain: false,
  retryAfterMs: 1_000,
};

/** Nobody gave an answer. */
export const unanswered: ProviderAnswer & { ok: false } = {
  ok: false,
  code: 'provider_unavailable',
  isCertain: false,
};
