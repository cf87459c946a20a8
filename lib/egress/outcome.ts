import { networkCauseOf, networkCauses } from '@/lib/kernel/network-cause';

/** Why nothing was reached. Closed; our own words stand for each in lib/probes/outcomes.ts. */
export const egressCodes = [
  'host_invalid',
  'host_not_listed',
  'host_refused',
  'host_private',
  ...networkCauses,
] as const;

export type EgressCode = (typeof egressCodes)[number];

/** A connection outward that was refused or failed. Carries a code alone: no address, no text of the other side. */
export class EgressError extends Error {
  readonly code: EgressCode;

  constructor(code: EgressCode) {
    super(code);
    this.name = 'EgressError';
    this.code = code;
  }
}

/** The code for what a socket, the resolver or TLS threw; `otherwise` when it is none of theirs. */
export function egressCodeOf<T>(error: unknown, otherwise: T): EgressCode | T {
  if (error instanceof EgressError) return error.code;
  return networkCauseOf(error) ?? otherwise;
}
