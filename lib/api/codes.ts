import { type ErrorCode, errorCodes } from '@/lib/kernel/error-codes';
import type { Access } from './add-routes';
import type { Route } from './route';

/** What reading from the secret manager can give, within the caller's budget of requests. */
export const providerCodes = [
  'over_budget',
  'provider_denied',
  'provider_rate_limited',
  'provider_unavailable',
  'provider_timeout',
] as const satisfies readonly ErrorCode[];

/** What listing vaults, items and fields can give. */
export const listingCodes = [
  ...providerCodes,
  'secret_not_found',
  'secret_forbidden',
  'secret_unreadable',
] as const satisfies readonly ErrorCode[];

/** What looking up a reference can give besides. */
export const secretCodes = [
  'reference_invalid',
  'secret_not_found',
  'secret_ambiguous',
  'secret_forbidden',
  'secret_unreadable',
] as const satisfies readonly ErrorCode[];

/** What testing a credential that came with the request can give. */
export const credentialCodes = [
  'invalid_token',
  'sign_in_address_refused',
  ...providerCodes,
] as const satisfies readonly ErrorCode[];

/**
 * Every error code that a route can give, in the order of the table: what follows from its form, and what it names itself
 * in `codes`. The test API refuses an answer with any other code (lib/api/testing/named-codes).
 */
export function codesOf(route: Route, access: Access): ErrorCode[] {
  const can = new Set<ErrorCode>([
    ...ofAll,
    ...(access === 'signed-in' ? ofGuarded : []),
    ...(route.method === 'GET' ? [] : ofChanges),
    ...(conditional.has(route.method) ? (['precondition_failed'] as const) : []),
    ...(access === 'open' && !takesInput(route) ? [] : (['invalid_input'] as const)),
    ...(route.params ? (['not_found'] as const) : []),
    ...(route.codes ?? []),
  ]);
  return errorCodes.filter((code) => can.has(code));
}

/** A host that is not ours is refused before anything else (server/misdirected). */
const ofAll: readonly ErrorCode[] = ['misdirected', 'internal'];
/** `forbidden` also by the network that an API key may be used from, and by the page that a change comes from. */
const ofGuarded: readonly ErrorCode[] = [
  'unauthenticated',
  'forbidden',
  'overloaded',
  'database_unavailable',
];
const ofChanges: readonly ErrorCode[] = ['storage_full', 'storage_read_only'];

/** Methods that take `If-Match`. */
const conditional: ReadonlySet<string> = new Set(['PATCH', 'PUT', 'DELETE']);

/** A body is parsed, and so may be refused, of every method that can have one; so is what an open route takes. */
function takesInput({ method, params, query, body }: Route): boolean {
  return method !== 'GET' || Boolean(params ?? query ?? body);
}
