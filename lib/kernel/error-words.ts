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
      '1Password has no such vault, item or field for this token. Check the reference, or the vaults that the service account may read.',
  },
  secret_ambiguous: {
    title: 'Reference is ambiguous',
    message:
      'More than one vault, item or field matches this reference. Choose the one you mean with the picker.',
  },
  secret_forbidden: {
    title: 'Secret not permitted',
    message:
      '1Password does not let this service account read that secret. The vaults of a service account are fixed when it is made: make one that may read this vault, or choose another secret.',
  },
  secret_unreadable: {
    title: 'Secret cannot be read',
    message:
      '1Password answered, but what this item holds cannot be read or stored. Open the item in 1Password and save it again, or choose another one. Other secrets are not affected.',
  },
  reference_invalid: {
    title: 'Reference not valid',
    message: 'A reference looks like op://vault/item/field or op://vault/item/section/field.',
  },
  provider_denied: {
    title: 'Token refused',
    message:
      '1Password refused this token. It may have been revoked or replaced. Create a new one in 1Password; an admin enters it with Replace token.',
  },
  provider_rate_limited: {
    title: 'Rate limited by 1Password',
    message:
      '1Password’s request limit for this token or account is used up. Latchkey tries again when it may.',
  },
  provider_unavailable: {
    title: '1Password cannot be reached',
    message:
      '1Password gave no valid answer. Latchkey retries automatically; check the network if it persists.',
  },
  provider_timeout: {
    title: '1Password did not answer in time',
    message:
      '1Password did not answer in time. Latchkey retries automatically. If it never answers, a firewall may drop what is sent: allow port 443 outward, or set HTTPS_PROXY where servers reach the internet through a proxy.',
  },
  overloaded: {
    title: 'Latchkey is overloaded',
    message:
      'More is waiting in Latchkey than it can answer soon. 1Password was not asked. Try again in a moment.',
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
