import { type Message, messageFor } from './message';
import type { NetworkCause } from './network-cause';

/** What is told of a secret manager that was not reached for this cause. */
export function networkMessage(cause: NetworkCause): Message {
  return messageFor(sentenceKeys[cause]);
}

const sentenceKeys = {
  dns_not_found: 'reachNameUnknown',
  dns_failed: 'reachNoNameService',
  network_unreachable: 'reachNoRoute',
  connection_refused: 'reachRefused',
  connection_failed: 'reachBrokenOff',
  tls_failed: 'reachNotEncrypted',
  tls_untrusted: 'reachUntrusted',
  tls_expired: 'reachExpired',
  tls_other_name: 'reachOtherName',
  timed_out: 'reachTimedOut',
  proxy_unreachable: 'reachProxyDown',
  proxy_unauthorized: 'reachProxyPassword',
  proxy_refused: 'reachProxyRefused',
} as const satisfies Record<NetworkCause, string>;
