import type { ErrorCode } from '@/lib/kernel/error-codes';
import type { ManagerView, managerStatuses } from './schema';

export type ManagerStatus = (typeof managerStatuses)[number];

/** The status that an answer of the provider means. Undefined: it says nothing about the manager as a whole. */
export function statusOf(code: ErrorCode | 'ok'): ManagerStatus | undefined {
  switch (code) {
    case 'ok':
      return 'connected';
    case 'provider_denied':
    case 'invalid_token':
    case 'sign_in_address_refused':
      return 'refused';
    case 'provider_rate_limited':
      return 'rate_limited';
    case 'provider_unavailable':
    case 'provider_timeout':
      return 'unreachable';
    default:
      return undefined;
  }
}

/** Statuses of secret managers that nothing is known to be wrong with. */
export const wellStatuses = ['connected', 'untested'] as const satisfies ManagerStatus[];

/** Whether it answers, as far as is known: what was found through it once may be asked for again. */
export function isWell(status: ManagerStatus): boolean {
  return wellStatuses.some((well) => well === status);
}

/** Whether a secret manager cannot be asked now, so that somebody should look at it. One that was never tested is not in trouble. */
export function isTroubled({ status, breaker }: Pick<ManagerView, 'status' | 'breaker'>): boolean {
  return !isWell(status) || breaker.state !== 'closed';
}
