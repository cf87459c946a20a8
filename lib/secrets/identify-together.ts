import type { LoadedManager } from '@/lib/managers/load';
import { once } from '@/lib/platform/singleton';
import type { Identification } from '@/lib/providers/contract';
import { type Asked, identifyForPerson } from './ask-for-person';
import { unanswered } from './single-flight';

const mostAtOnce = 2_000;

interface Waiting extends Asked {
  seenSinceMs: number | undefined;
  settle(answer: Identification): void;
}

/** By manager, revision and whether what was seen lately may be used: who waits while a request is in flight. */
const queues = () => once('identifying', () => new Map<string, Waiting[]>());

/**
 * Identifies references of one manager together with what others at the console ask for: one that comes alone leaves at once,
 * those that come meanwhile leave together after it. A hundred connections saved at once so cost what their items cost. Never
 * rejects.
 */
export function identifyTogether(
  manager: LoadedManager,
  asked: readonly Asked[],
  seenSinceMs: number | undefined,
): Promise<Identification[]> {
  const name = `${manager.id}:${manager.credentialRevision}:${seenSinceMs === undefined ? 'unseen' : 'seen'}`;
  const queue = queues().get(name) ?? [];
  const answers = asked.map(
    (each) => new Promise<Identification>((settle) => queue.push({ ...each, seenSinceMs, settle })),
  );
  if (!queues().has(name)) {
    queues().set(name, queue);
    void workOff(manager, name, queue);
  }
  return Promise.all(answers);
}

async function workOff(manager: LoadedManager, name: string, queue: Waiting[]): Promise<void> {
  while (queue.length > 0) {
    const batch = queue.splice(0, mostAtOnce);
    const answers = await identifyAll(manager, batch);
    for (const [index, { settle }] of batch.entries()) settle(answers[index] ?? unanswered);
  }
  queues().delete(name);
}

function identifyAll(manager: LoadedManager, batch: readonly Waiting[]): Promise<Identification[]> {
  const since = batch.flatMap(({ seenSinceMs }) => seenSinceMs ?? []);
  return identifyForPerson(manager, batch, since.length > 0 ? Math.max(...since) : undefined);
}
