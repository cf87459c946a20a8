import { countUpstream } from '@/lib/platform/metrics';
import type { WireEvent } from '@/lib/providers/contract';
import { countRequests } from '@/lib/quota/ledger';

/**
 * What to do with each request on a provider's wire: it is counted, and goes into the ledger unless nothing reached
 * the service (refused by the guard, or no connection).
 */
export function noteWireEvent(event: WireEvent): void {
  countUpstream({
    provider: 'onepassword',
    route: event.route,
    status: typeof event.status === 'number' ? event.status : 0,
  });
  if (event.status === 'refused' || event.status === 'unreachable') return;
  countRequests(event.managerId, 1);
}
