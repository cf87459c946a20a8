import type { JsonObject } from './json';
import type { Account, ServiceAccount } from './model';
import type { Session, Sessions } from './sessions';

/** What the routes work on. */
export type Service = { readonly account: Account; readonly sessions: Sessions };

/** A request whose session, MAC and seal were found in order. */
export type Call = {
  readonly service: Service;
  /** The ids in the path, in their order. */
  readonly ids: readonly string[];
  readonly session: Session;
  readonly caller: ServiceAccount;
  /** The opened body; an empty object when there is none. */
  readonly body: unknown;
};

/** A request that begins a session. */
export type OpeningCall = { readonly service: Service; readonly body: JsonObject };

/** An answer: the text of JSON, to be sealed where the route is, or bytes that travel as they are. */
export type Answer = string | Buffer;

/** How a request is guarded: not at all, by a session, or by session, MAC and seal. */
type Guarded =
  | { readonly guard: 'none'; readonly answer: (call: OpeningCall) => Answer }
  | { readonly guard: 'session' | 'sealed'; readonly answer: (call: Call) => Answer };

/** A route of the service. The pattern's groups are the ids of `Call`. */
export type Route = { readonly name: RouteName; readonly method: string; readonly pattern: RegExp } & Guarded;

/** The routes' names, in which faults and the request log speak. */
export const routeNames = [
  'auth/start',
  'device',
  'device/reauthorize',
  'auth',
  'auth/confirm-key',
  'auth/complete',
  'account/keysets',
  'vaults',
  'vault',
  'items/overviews',
  'item',
  'items/batch',
  'file',
  'items/write',
] as const;

/** The name of a route. */
export type RouteName = (typeof routeNames)[number];
