/** Why nothing was reached. Closed; our own words stand for each in lib/probes/outcomes.ts. */
export const egressCodes = [
  'host_invalid',
  'host_not_listed',
  'host_refused',
  'host_private',
  'dns_not_found',
  'dns_failed',
  'network_unreachable',
  'connection_refused',
  'connection_failed',
  'tls_failed',
  'tls_untrusted',
  'timed_out',
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
  const code = codeIn(error);
  if (code === 'ENOTFOUND' || code === 'ENODATA') return 'dns_not_found';
  if (code === 'EAI_AGAIN' || code === 'EAI_FAIL' || code === 'ESERVFAIL') return 'dns_failed';
  if (code === 'ECONNREFUSED') return 'connection_refused';
  if (code === 'ETIMEDOUT') return 'timed_out';
  if (untrusted.has(code) || code.startsWith('CERT_') || code.startsWith('UNABLE_TO_'))
    return 'tls_untrusted';
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO') return 'tls_failed';
  if (noWayOut.has(code)) return 'network_unreachable';
  if (lost.has(code)) return 'connection_failed';
  return otherwise;
}

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'INVALID_CA',
  'INVALID_PURPOSE',
]);
const lost = new Set(['ECONNRESET', 'EPIPE', 'EHOSTUNREACH', 'ECONNABORTED']);
// What our own machine says before anything has left it.
const noWayOut = new Set(['ENETUNREACH', 'ENETDOWN', 'EACCES', 'EADDRNOTAVAIL']);

function codeIn(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
