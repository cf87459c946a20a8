import { countWire } from '@/lib/history/pending-counters';
import type { NetworkCause } from '@/lib/kernel/network-cause';
import { noteProviderTime } from '@/lib/platform/keep-time';
import { log } from '@/lib/platform/log';
import { countUpstream } from '@/lib/platform/metrics';
import { once } from '@/lib/platform/singleton';
import type { WireEvent } from '@/lib/providers/contract';
import type { ProviderId } from '@/lib/providers/descriptors';
import { countRequests, writeLedgerBehind } from '@/lib/quota/ledger';

/** Why nothing was reached the last time, by secret manager. */
const causes = () => once('upstream-causes', () => new Map<string, NetworkCause>());
const counts = () => once('upstream-counts', () => new Map<string, number>());

/**
 * What to do with each request on a provider's wire: it is counted, and goes into the ledger unless nothing reached
 * the service (refused by the guard, or no connection).
 */
export function noteWireEvent(provider: ProviderId, event: WireEvent): void {
  countUpstream({
    provider,
    route: event.route,
    status: typeof event.status === 'number' ? event.status : 0,
  });
  if (event.toldMs !== undefined) noteProviderTime(event.toldMs);
  countWire(event.managerId, {
    isSignIn: event.isSignIn === true,
    durationMs: event.durationMs,
    end: endOf(event.status),
  });
  noteCause(provider, event);
  if (event.status === 'refused' || event.status === 'unreachable') return;
  countRequests(event.managerId, 1);
  writeLedgerBehind();
  counts().set(event.managerId, upstreamRequestsOf(event.managerId) + 1);
}

/** Requests that this process sent for a secret manager since it started: the difference is what some work took. */
export function upstreamRequestsOf(managerId: string): number {
  return counts().get(managerId) ?? 0;
}

/** Why the last request of this process for a secret manager reached nothing. Undefined: it did, or it is not known. */
export function unreachedBecause(managerId: string): NetworkCause | undefined {
  return causes().get(managerId);
}

/** Forgets why nothing was reached, when a client ends. */
export function forgetCause(managerId: string): void {
  causes().delete(managerId);
}

/** A cause is logged when it is another than that of the request before. */
function noteCause(provider: ProviderId, { managerId, cause }: WireEvent): void {
  if (cause === undefined) forgetCause(managerId);
  if (cause === undefined || causes().get(managerId) === cause) return;
  causes().set(managerId, cause);
  log.warn('provider.unreached', { provider, managerId, code: cause });
}

function endOf(status: WireEvent['status']) {
  switch (status) {
    case 'refused':
    case 'unreachable':
      return 'unsent';
    case 'timeout':
    case 'oversize':
      return 'lost';
    default:
      return { status };
  }
}
