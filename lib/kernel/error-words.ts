import type { ErrorCode } from './error-codes';

/**
 * Of every error code the title and the sentence that people see when nothing more exact is known: what happened, why,
 * what to do next.
 */
export const errorWords = {
  unauthenticated: {
    title: 'Not signed in',
    message:
      'Nobody is signed in, or the API key is unknown, expired or revoked. Sign in, or send a valid API key.',
  },
  forbidden: {
    title: 'Not permitted',
    message: 'Your role or your projects do not allow this. Ask an admin for access.',
  },
  not_found: {
    title: 'Not found',
    message: 'Latchkey has nothing here that you may see. It may have been removed, or the address is wrong.',
  },
  method_not_allowed: {
    title: 'Method not allowed',
    message:
      'This address exists and does not take this method. Use one of those that the header Allow of the answer lists.',
  },
  invalid_input: {
    title: 'Input not accepted',
    message: 'Some of the input is missing or has the wrong form. Correct the named fields and try again.',
  },
  invalid_token: {
    title: 'Not a service account token',
    message:
      'This is not a whole 1Password service account token. Copy it again from 1Password; it begins with ops_.',
  },
  sign_in_address_refused: {
    title: 'Sign-in address refused',
    message:
      'The token names a sign-in address that is not one of 1Password’s. Nothing was sent to it. Use a token made in 1Password, or let an operator list the address in LATCHKEY_SIGN_IN_HOSTS.',
  },
  conflict: {
    title: 'Already exists, or changed by someone else',
    message: 'Something with this name already exists, or someone else changed it. Reload and try again.',
  },
  in_use: {
    title: 'Still in use',
    message: 'Connections still need this secret manager. Re-point them first, or remove it by force.',
  },
  precondition_failed: {
    title: 'Changed meanwhile',
    message:
      'If-Match names another revision than the one that is saved, so nothing was changed. Read it again, and send the ETag of that answer.',
  },
  over_budget: {
    title: 'Too much at once',
    message: 'This was asked for more often than the limit permits. Wait a moment, then try again.',
  },
  secret_not_found: {
    title: 'Secret not found',
    message:
      'The secret manager has no such vault, item or field for this token. Check the reference, or the vaults that the token may read.',
  },
  secret_ambiguous: {
    title: 'Reference is ambiguous',
    message:
      'More than one vault, item or field matches this reference. Choose the one you mean with the picker.',
  },
  secret_forbidden: {
    title: 'Secret not permitted',
    message:
      'The secret manager does not let this token read that secret. Use a token that may read it, or choose another secret.',
  },
  secret_unreadable: {
    title: 'Secret cannot be read',
    message:
      'The secret manager answered, but the content of this item cannot be read or stored. Open the item there and save it again, or choose another one. Other secrets are not affected.',
  },
  reference_invalid: {
    title: 'Reference not valid',
    message: 'A reference looks like op://vault/item/field or op://vault/item/section/field.',
  },
  provider_denied: {
    title: 'Token refused',
    message:
      'The secret manager refused this token. It may have been revoked or replaced. Create a new one there; an admin enters it with Replace token.',
  },
  provider_rate_limited: {
    title: 'Rate limited by the secret manager',
    message:
      'The request limit of the secret manager for this token or account is used up. Latchkey tries again as soon as the limit allows it.',
  },
  provider_unavailable: {
    title: 'The secret manager cannot be reached',
    message:
      'The secret manager gave no valid answer. Latchkey retries automatically; check the network if it persists.',
  },
  provider_timeout: {
    title: 'The secret manager did not answer in time',
    message:
      'The secret manager did not answer in time. Latchkey retries automatically. If it never answers, a firewall may drop what is sent: allow outgoing connections to its host and port (usually 443), or set HTTPS_PROXY where servers reach the internet through a proxy.',
  },
  overloaded: {
    title: 'Latchkey is overloaded',
    message:
      'More requests are waiting in Latchkey than it can answer soon. No secret manager was asked. Try again in a moment.',
  },
  database_unavailable: {
    title: 'The database is away',
    message:
      'Latchkey cannot reach its database, so nothing was read or changed. It reconnects automatically. Try again in a moment. If it stays, an operator should check that the database server is running and accepts connections.',
  },
  storage_full: {
    title: 'No room to save',
    message:
      'The disk that Latchkey saves on is full, so nothing was changed. What is known is still read. An operator makes room; then it goes on.',
  },
  storage_read_only: {
    title: 'Nothing can be saved',
    message:
      'The database of Latchkey takes no changes at this time, so nothing was changed. What is known is still read. An operator makes it writable; then it goes on.',
  },
  misdirected: {
    title: 'Not an address of Latchkey',
    message:
      'Latchkey does not answer to this host. Use the address in LATCHKEY_ORIGIN; an operator can list others in LATCHKEY_HOST_ALIASES, or the proxy in front in LATCHKEY_TRUSTED_PROXIES.',
  },
  internal: {
    title: 'Something broke in Latchkey',
    message: 'Latchkey met an error of its own. The log has the details under the request id.',
  },
} as const satisfies Record<ErrorCode, { title: string; message: string }>;
