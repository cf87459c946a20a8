/** Why nothing outside was reached. Closed; carries no text of the other side. */
export const networkCauses = [
  'dns_not_found',
  'dns_failed',
  'network_unreachable',
  'connection_refused',
  'connection_failed',
  'tls_failed',
  'tls_untrusted',
  'tls_expired',
  'tls_other_name',
  'timed_out',
  'proxy_unreachable',
  'proxy_unauthorized',
  'proxy_refused',
] as const;

export type NetworkCause = (typeof networkCauses)[number];

/** Whether a text is one of the causes. */
export function isNetworkCause(text: string): text is NetworkCause {
  return networkCauses.some((cause) => cause === text);
}

/** A request that reached nothing, by its cause alone. */
export class NetworkFailure extends Error {
  readonly code: NetworkCause;

  constructor(code: NetworkCause) {
    super(code);
    this.name = 'NetworkFailure';
    this.code = code;
  }
}

const deepest = 5;

/**
 * The cause in what a socket, the resolver, TLS or a fetch threw: of the error itself, else of the one behind it.
 * Undefined: it is none of theirs.
 */
export function networkCauseOf(error: unknown): NetworkCause | undefined {
  for (const { code } of errorsBehind(error)) {
    const found = typeof code === 'string' ? causeOfCode(code) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** An error, the one that it names as its cause, and so on. */
export function errorsBehind(error: unknown): { code?: unknown; message?: unknown; cause?: unknown }[] {
  const errors: { cause?: unknown }[] = [];
  for (let looked = error; typeof looked === 'object' && looked !== null && errors.length < deepest; ) {
    errors.push(looked);
    looked = 'cause' in looked ? looked.cause : undefined;
  }
  return errors;
}

// By Node's names (docs: errors, tls), c-ares' and those of undici.
const causesByCode: Readonly<Record<string, NetworkCause>> = {
  ENOTFOUND: 'dns_not_found',
  ENODATA: 'dns_not_found',
  EAI_AGAIN: 'dns_failed',
  EAI_FAIL: 'dns_failed',
  ESERVFAIL: 'dns_failed',
  ECONNREFUSED: 'connection_refused',
  ETIMEDOUT: 'timed_out',
  UND_ERR_CONNECT_TIMEOUT: 'timed_out',
  CERT_HAS_EXPIRED: 'tls_expired',
  CERT_NOT_YET_VALID: 'tls_expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls_other_name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_untrusted',
  INVALID_CA: 'tls_untrusted',
  INVALID_PURPOSE: 'tls_untrusted',
  EPROTO: 'tls_failed',
  // What our own machine says before anything has left it.
  ENETUNREACH: 'network_unreachable',
  ENETDOWN: 'network_unreachable',
  EACCES: 'network_unreachable',
  EADDRNOTAVAIL: 'network_unreachable',
  ECONNRESET: 'connection_failed',
  EPIPE: 'connection_failed',
  EHOSTUNREACH: 'connection_failed',
  ECONNABORTED: 'connection_failed',
  UND_ERR_SOCKET: 'connection_failed',
};

function causeOfCode(code: string): NetworkCause | undefined {
  if (isNetworkCause(code)) return code;
  if (Object.hasOwn(causesByCode, code)) return causesByCode[code];
  if (code.startsWith('CERT_') || code.startsWith('UNABLE_TO_')) return 'tls_untrusted';
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') ? 'tls_failed' : undefined;
}
