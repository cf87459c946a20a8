import type { SecretValue } from '@/lib/kernel/secret-value';
import type { AccessEvent } from './access-event';

/** A token that reads what was changed in an account, as it was given. */
export interface FeedOffer {
  token: SecretValue;
  /** Absent: the address of the account's own region. */
  origin?: string | undefined;
  /** Of the secret manager that it is for. */
  signInAddress: string;
}

/** A token that was looked at. */
export interface InspectedFeed {
  /** The token without what was pasted along with it. */
  token: SecretValue;
  origin: string;
  /** Names the account: tokens of one account tell the same changes. Not secret. */
  account: string;
  /** What it may read, in the provider's own names. */
  streams: readonly string[];
}

/** A token at work. */
export type FeedSession = Pick<InspectedFeed, 'token' | 'origin' | 'streams'>;

/** Something that was changed: one unit, or some of those in a container. In the form in which references name them. */
export interface FeedChange {
  /** Names the event: the same event told twice has the same. */
  id: string;
  /** When it was changed, by the provider's clock, in milliseconds since the epoch. */
  atMs: number;
  containerKey: string;
  /** Absent: it is not told which. */
  unitKey?: string;
}

export interface FeedPage {
  /** Where to go on: to be kept, and to be given back as it is. */
  cursor: string;
  /** Whether more is there already. */
  hasMore: boolean;
  changes: FeedChange[];
  /** What was changed in who may read what. */
  access: AccessEvent[];
  /** Containers that any event named, also those that tell no change. */
  containerKeys: string[];
  requests: number;
}

/** Tells what was changed, apart from the secrets themselves and with limits of its own. */
export interface ChangeFeed {
  /** Looks at a token. Throws `sign_in_address_refused` (nothing was sent), `invalid_token`, `provider_*`. */
  inspect(offer: FeedOffer): Promise<InspectedFeed>;
  /**
   * The next page of changes; without a cursor, those since `sinceMs`. Throws `provider_denied` where the token is refused, and other
   * `provider_*`.
   */
  read(session: FeedSession, from: { cursor: string | null; sinceMs: number }): Promise<FeedPage>;
}
