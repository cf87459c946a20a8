import { type EgressCode, EgressError, egressCodeOf } from '@/lib/egress/outcome';

/**
 * What a step of a test can come to, closed (API contract), with what people read: what happened, and what to do next.
 * Nothing of the other side's text ever joins it.
 */
export const probeOutcomes = {
  resolved: { what: 'All fields have their values.' },
  reached: { what: 'The app answers at this address.' },
  signed_in: { what: 'The app accepts the credentials.' },
  answered: { what: 'The address answered as it should, with these credentials.' },

  unresolved: {
    what: 'A field could not be resolved.',
    next: 'See the field below. Workloads that ask now get the same answer.',
  },
  field_missing: {
    what: 'A field that the app needs holds nothing.',
    next: 'Type it or bind it, save, and test again.',
  },
  port_invalid: { what: 'The port is no port.', next: 'Write a number from 1 to 65535, or leave it empty.' },
  address_invalid: {
    what: 'The base address is not one that can be called.',
    next: 'Write it as https://api.example.com, without a user name or password in it.',
  },
  path_invalid: { what: 'The path leads elsewhere.', next: 'Begin it with one slash, such as /v1/me.' },
  value_unusable: {
    what: 'A value has characters that cannot be sent, such as a line break.',
    next: 'Look at the secret in the secret manager: often a line break was copied along.',
  },

  host_invalid: { what: 'The host is not a host name or an address.', next: 'Correct it and save.' },
  host_refused: {
    what: 'This host leads to an address that is never called: a metadata service, a link-local or a reserved one.',
    next: 'Correct the host. This cannot be allowed.',
  },
  host_private: {
    what: 'This host is on a private network or on Latchkey’s own machine. Nothing was sent.',
    next: 'If it is the right one, an operator lists it in LATCHKEY_EGRESS_HOSTS.',
  },
  host_not_listed: {
    what: 'A test sends the secret to the host, and this host and port are not on the list of destinations for every project of the connection. Nothing was sent.',
    next: 'Ask an admin to add the host and port under Platform Admin → Security → Destinations. Where the host is typed and public, a platform admin can run the test instead.',
  },
  http_not_encrypted: {
    what: 'The base address begins with http://, so the credential would be readable on the way. It was not sent.',
    next: 'Use https. If this host can only do http, an admin allows it without encryption under Platform Admin → Security → Destinations.',
  },
  postgres_not_encrypted: {
    what: 'The PostgreSQL server refuses TLS, so the password or its hash would be readable on the way. It was not sent.',
    next: 'Turn on ssl at the server. If it cannot, an admin allows this host and port without encryption under Platform Admin → Security → Destinations.',
  },
  mysql_not_encrypted: {
    what: 'The MySQL server does not offer TLS, so the password or its hash would be readable on the way. It was not sent.',
    next: 'Turn on TLS at the server. If it cannot, an admin allows this host and port without encryption under Platform Admin → Security → Destinations.',
  },
  mysql_clear_password: {
    what: 'The MySQL server asks for the password in clear text (mysql_clear_password). It was not sent.',
    next: 'Give the user another authentication plugin at the server, such as caching_sha2_password.',
  },
  smtp_not_encrypted: {
    what: 'The mail server does not offer STARTTLS, so the password would be readable on the way. It was not sent.',
    next: 'Use port 465, or turn on STARTTLS at the server. If it cannot, an admin allows this host and port without encryption under Platform Admin → Security → Destinations.',
  },
  redis_not_encrypted: {
    what: 'TLS is off in this connection, so the password would be readable on the way. It was not sent.',
    next: 'Set the field TLS to on. If the server cannot do TLS, an admin allows this host and port without encryption under Platform Admin → Security → Destinations.',
  },
  dns_not_found: {
    what: 'No address is known for this host name.',
    next: 'Check how it is spelled, and that Latchkey’s machine can look up names.',
  },
  dns_failed: {
    what: 'Latchkey could not look up this host name, so nothing is known of the connection.',
    next: 'Try again. If it lasts, an operator checks the name service (DNS) of Latchkey’s machine.',
  },
  network_unreachable: {
    what: 'Latchkey’s machine has no network route to this host, so nothing is known of the connection.',
    next: 'Try again. If it lasts, an operator checks the network and the firewall of Latchkey’s machine.',
  },
  connection_refused: {
    what: 'Nothing listens at this port.',
    next: 'Check the port, and that the app runs.',
  },
  connection_failed: {
    what: 'The connection broke off or found no way.',
    next: 'Check the network between Latchkey and the app.',
  },
  tls_failed: {
    what: 'No encrypted connection could be made.',
    next: 'Check that the port is the one for TLS, and that the server speaks TLS 1.2 or newer.',
  },
  tls_untrusted: {
    what: 'The certificate of the host is of an authority that is not trusted here. The secret was not sent.',
    next: 'Give Latchkey your company’s authority as a PEM file in NODE_EXTRA_CA_CERTS and restart it, or replace the certificate.',
  },
  tls_expired: {
    what: 'The certificate of the host has expired or is not valid yet. The secret was not sent.',
    next: 'Renew it at the host, or correct the clock of Latchkey’s machine.',
  },
  tls_other_name: {
    what: 'The certificate of the host is for another name. The secret was not sent.',
    next: 'Use the name that stands in the certificate, or replace the certificate.',
  },
  proxy_unreachable: {
    what: 'The proxy that Latchkey goes through cannot be reached, so nothing is known of the connection.',
    next: 'An operator checks its address in HTTPS_PROXY or HTTP_PROXY, and that it runs.',
  },
  proxy_unauthorized: {
    what: 'The proxy that Latchkey goes through wants a user name and password, or refuses the ones it got.',
    next: 'An operator writes them into HTTPS_PROXY or HTTP_PROXY, percent-encoded.',
  },
  proxy_refused: {
    what: 'The proxy that Latchkey goes through does not let this connection through, or cannot reach the host.',
    next: 'Check the host. If it is right, whoever runs the proxy allows it there.',
  },
  timed_out: {
    what: 'No answer came in time.',
    next: 'Check the host and port; a firewall may drop what Latchkey sends.',
  },

  not_through_proxy: {
    what: 'Latchkey’s machine cannot reach this host directly, and only HTTP and HTTPS go through its proxy. Nothing is known of the connection.',
    next: 'Check the host and port. To test from here, an operator allows the direct connection in the firewall.',
  },

  credential_refused: {
    what: 'The app refuses these credentials.',
    next: 'They may be revoked, replaced or of another environment. Compare the secret in the secret manager with the app.',
  },
  not_permitted: {
    what: 'The app does not permit this call with these credentials.',
    next: 'They are known, but lack a right that this test needs. For what they are made for they may suffice.',
  },
  path_not_found: {
    what: 'There is nothing at this path.',
    next: 'Choose a path that exists; whether the credentials are good is not known.',
  },
  redirected: {
    what: 'The address sends on to another one. A test follows nowhere.',
    next: 'Use the final address in the connection.',
  },
  rate_limited: { what: 'The app asks to wait: too many calls.', next: 'Try again in a few minutes.' },
  service_failed: {
    what: 'The app met an error of its own.',
    next: 'Try again later, or look at its status page.',
  },
  request_refused: {
    what: 'The app does not take this call.',
    next: 'Check the settings beside the credentials, and the path.',
  },
  database_missing: {
    what: 'The credentials are good, but there is no such database, or they may not use it.',
    next: 'Check the name of the database and the rights on it.',
  },
  client_not_allowed: {
    what: 'The server lets nobody sign in from Latchkey’s address with this user.',
    next: 'Allow it at the server, such as in pg_hba.conf or for the user’s host.',
  },
  busy: { what: 'The server takes no more connections now.', next: 'Try again in a moment.' },
  sign_in_not_offered: {
    what: 'The server offers no sign-in here.',
    next: 'Check the port; mail servers offer it at 587 or 465.',
  },
  password_not_needed: {
    what: 'The server knows no password, so none could be tested.',
    next: 'Set one at the server, or take it out of the connection.',
  },
  answer_odd: {
    what: 'The answer is not what this app says.',
    next: 'Check host and port: something else may listen there.',
  },

  no_base_address: {
    what: 'There is no base address, so nothing can be called.',
    next: 'Give one to test the credentials too.',
  },
  resolve_only: {
    what: 'Latchkey knows no harmless call for this app. That its fields resolve is all that was tested.',
  },
  reach_only: { what: 'The server answers. The key itself is not tried.' },
  not_tried: { what: 'Not tried, because of the step before.' },
} as const satisfies Record<string, { what: string; next?: string }> & Record<EgressCode, unknown>;

export type ProbeCode = keyof typeof probeOutcomes;

// The trouble is Latchkey's own: it says nothing of the connection.
const ownTroubles: readonly string[] = [
  'dns_failed',
  'network_unreachable',
  'proxy_unreachable',
  'proxy_unauthorized',
  'not_through_proxy',
] satisfies ProbeCode[];

/** Whether a step ended by trouble on Latchkey's side, so that the connection was not tested. */
export function isOwnTrouble(code: string): boolean {
  return ownTroubles.includes(code);
}

/** A step that ended badly, by code alone. */
export class ProbeError extends Error {
  readonly code: ProbeCode;

  constructor(code: ProbeCode) {
    super(code);
    this.name = 'ProbeError';
    this.code = code;
  }
}

/** The code of what a step threw. Whatever else the other side or a client library said stays behind. */
export function probeCodeOf(error: unknown): ProbeCode {
  if (error instanceof ProbeError) return error.code;
  return egressCodeOf(error, 'answer_odd');
}

/** Throws a timed-out step as such, whatever the client library made of its end. */
export function timedOut(): EgressError {
  return new EgressError('timed_out');
}
