import type { ErrorCode } from '@/lib/kernel/error-codes';
import { LatchkeyError } from '@/lib/kernel/errors';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { ifAttached } from '@/lib/platform/if-attached';
import { allIds, onInvalidation, publishLocally, publishNow } from '@/lib/platform/invalidation';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/singleton';
import { type Breaker, closed, isPauseOver, nextBreaker, type OpeningCode } from './breaker';

interface Gate {
  breaker: Breaker;
  isProbing: boolean;
}

const gates = () =>
  once('provider-gates', () => {
    const map = new Map<string, Promise<Gate>>();
    onInvalidation('provider-gates', ({ topic, id }) => {
      if (topic !== 'breaker') return;
      if (id === allIds) map.clear();
      else map.delete(id);
    });
    return map;
  });

/**
 * Asks whether a request of this manager may go out. Closed: yes. Open: one probe once the pause is over, else no; answers
 * with the reason of the pause. A pass must be followed by `recordResult`. Throws the breaker's reason with `retryAfterMs`
 * when it may not.
 */
export async function tryAcquire(managerId: string): Promise<OpeningCode | undefined> {
  const gate = await gateOf(managerId);
  const { breaker } = gate;
  if (breaker.state === 'closed') return undefined;
  const nowMs = clock().now();
  if (isPauseOver(breaker, nowMs) && !gate.isProbing) {
    gate.isProbing = true;
    return breaker.reason;
  }
  // While the probe is under way the others are told to come back soon.
  throw new LatchkeyError(breaker.reason, { retryAfterMs: Math.max(1_000, breaker.retryAtMs - nowMs) });
}

/** Tells how a request that passed the gate was answered: the breaker opens, stays or closes, durably. */
export async function recordResult(
  managerId: string,
  answer: { code: ErrorCode | 'ok'; retryAfterMs?: number },
): Promise<void> {
  const gate = await gateOf(managerId);
  gate.isProbing = false;
  const before = gate.breaker;
  // A slow request that began before the breaker opened says nothing new when it fails.
  if (before.state === 'open' && answer.code !== 'ok' && !isPauseOver(before, clock().now())) return;
  gate.breaker = nextBreaker(before, answer, clock().now(), Math.random);
  if (gate.breaker === before || (gate.breaker.state === 'closed' && before.state === 'closed')) return;
  await writeBreaker(managerId, gate.breaker);
  await publishNow({ topic: 'breaker', id: managerId });
  const code = answer.code === 'ok' ? undefined : answer.code;
  log.info(gate.breaker.state === 'open' ? 'breaker.opened' : 'breaker.closed', { managerId, code });
}

/** The breaker of a manager, as it stands. */
export async function breakerOf(managerId: string): Promise<Breaker> {
  return (await gateOf(managerId)).breaker;
}

/** Closes a breaker by hand, or because the credential was replaced. */
export async function resetBreaker(managerId: string): Promise<void> {
  await database().breaker.deleteMany({ where: { secretManagerId: managerId } });
  await publishNow({ topic: 'breaker', id: managerId });
  publishLocally({ topic: 'breaker', id: managerId });
}

function gateOf(managerId: string): Promise<Gate> {
  const map = gates();
  const known = map.get(managerId);
  if (known) return known;
  const flight = readGate(managerId);
  map.set(managerId, flight);
  flight.catch(() => map.delete(managerId));
  return flight;
}

async function readGate(managerId: string): Promise<Gate> {
  const row = await ifAttached(
    () => database().breaker.findUnique({ where: { secretManagerId: managerId } }),
    () => null,
  );
  if (!row) return { breaker: closed, isProbing: false };
  return {
    breaker: {
      state: 'open',
      reason: knownReason(row.reason),
      openedAtMs: row.openedAt.getTime(),
      retryAtMs: row.retryAt.getTime(),
      attempt: row.attempt,
    },
    isProbing: false,
  };
}

function knownReason(reason: string) {
  const codes = [
    'provider_denied',
    'provider_rate_limited',
    'provider_unavailable',
    'provider_timeout',
  ] as const;
  return codes.find((code) => code === reason) ?? 'provider_unavailable';
}

async function writeBreaker(managerId: string, breaker: Breaker): Promise<void> {
  if (breaker.state === 'closed') {
    await database().breaker.deleteMany({ where: { secretManagerId: managerId } });
    return;
  }
  const row = {
    reason: breaker.reason,
    openedAt: new Date(breaker.openedAtMs),
    retryAt: new Date(breaker.retryAtMs),
    attempt: breaker.attempt,
  };
  const exists = await database().secretManager.count({ where: { id: managerId } });
  if (exists === 0) return;
  await database().breaker.upsert({
    where: { secretManagerId: managerId },
    create: { secretManagerId: managerId, ...row },
    update: row,
  });
}
