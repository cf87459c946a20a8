import type { Clock } from '@/lib/kernel/clock';
import type { ErrorCode } from '@/lib/kernel/error-codes';
import type { Locator, Titles } from '@/lib/kernel/locator';
import type { Message } from '@/lib/kernel/message';
import type { NetworkCause } from '@/lib/kernel/network-cause';
import type { OutwardProxy } from '@/lib/kernel/outward-proxy';
import type { SecretValue } from '@/lib/kernel/secret-value';
import type { ChangeFeed } from './change-feed';

/** One secret manager at one revision, as a provider sees it. A new revision is a new session. */
export interface ProviderSession {
  managerId: string;
  revision: number;
  credential: SecretValue;
}

/** A container: a vault, a mount, a project. */
export interface ProviderVault {
  id: string;
  title: string;
  itemCount: number;
}

/** Something about the account that an admin should know: it never stops a connect. */
export interface AccountWarning {
  code: 'sees_no_vault' | 'can_write' | 'sees_many_vaults';
  says: Message;
}

export interface ProviderAccount {
  /** Origin the token signs in to, e.g. `https://example.com`. */
  signInAddress: string;
  /** The service account's own address or id as far as the token tells it. Not secret. */
  serviceAccount: string;
  vaults: ProviderVault[];
  /** Those that are listed, of a kind that has such. */
  environments?: ProviderVault[];
  warnings: AccountWarning[];
}

/**
 * Where to look: all containers, the units of one (archived ones too, if told), the members of one unit or of many. `items` is asked
 * of kinds that list containers alone, `path` of the others: what lies at the end of a path of ids. `variables` are those of one
 * environment, of a kind that has such.
 */
export type BrowsePlace =
  | { level: 'vaults' }
  | { level: 'items'; vaultId: string; states?: 'active-and-archived' }
  | { level: 'fields'; vaultId: string; itemId: string }
  | { level: 'contents'; vaultId: string; itemIds: readonly string[] }
  | { level: 'variables'; environmentId: string }
  | { level: 'path'; path: readonly string[] };

/** Something on the way to secrets, or a secret. */
export interface BrowsedNode {
  /** Within what it lies in. */
  id: string;
  title: string;
  /** What the service calls it: `mount`, `folder`, `secret`, `key`. */
  kind: string;
  /** What lies in it. Absent: nothing does, it is a secret itself. */
  holds?: 'places' | 'secrets';
  /** How to bind it. Absent: it is no secret, or cannot be bound. */
  reference?: string;
  /** What it is called where it is bound; of a secret alone. */
  titles?: Titles;
}

export interface BrowsedItem {
  id: string;
  title: string;
  category: string;
  /** RFC 3339. */
  createdAt: string;
  /** RFC 3339. Changes when any field of the item changes. */
  updatedAt: string;
  /** Only where archived items were asked for too. */
  isArchived?: true;
}

/** An item with its fields, or why it cannot be read. */
export type BrowsedContent =
  | ({ ok: true; fields: BrowsedField[] } & Omit<BrowsedItem, 'isArchived'>)
  | { id: string; ok: false; code: ErrorCode; isCertain: boolean; retryAfterMs?: number };

export interface BrowsedField {
  id: string;
  title: string;
  sectionId?: string;
  sectionTitle?: string;
  type: string;
  isEmpty: boolean;
  /** The reference to bind, by ids: complete, never ambiguous. Empty when no reference can name this field. */
  reference: string;
  /** Forms the field can be read in; `otp` and `openssh` as the reference's attribute. Empty: it cannot be bound. */
  offers: ('value' | 'otp' | 'openssh' | 'file')[];
}

/** A variable of an environment. */
export interface BrowsedVariable {
  name: string;
  /** What the service knows it by, whatever it is called. Absent: that is not told. */
  id?: string;
  /** The service hides its value from eyes. */
  masked: boolean;
  /** How many variables of the environment have this name: of more than one, none can be bound. */
  times: number;
  /** How to bind it. Empty: no reference can have this name. */
  reference: string;
  /** Forms it can be read in, where there are others than its value. */
  offers?: BrowsedField['offers'];
}

/** Titles, ids, types. There is no place for a value. */
export type BrowseListing =
  /** Environments stand apart; one that is not listed may be read all the same. */
  | { level: 'vaults'; vaults: ProviderVault[]; environments?: ProviderVault[] }
  /** `unreadable`: why the vault cannot be listed as a whole; these are the items that are known. */
  | { level: 'items'; items: BrowsedItem[]; unreadable?: Message }
  | { level: 'fields'; itemTitle: string; fields: BrowsedField[] }
  | { level: 'contents'; items: BrowsedContent[] }
  | { level: 'variables'; title: string; variables: BrowsedVariable[] }
  | { level: 'path'; nodes: BrowsedNode[] };

/** What a reference turned out to name. */
export interface FoundReference {
  /** The reference that is stored, in canonical form: by what no rename changes, as far as the service has such. */
  bound: string;
  /** Titles as people see them; may hold characters that references refuse. The vault's is as last listed. */
  names: Titles;
  /** What the service knows the member by, where `bound` names it by a name that may change. */
  memberId?: string;
  /** The provider's own name for it; `Unknown` when only the provider itself could find the field. */
  fieldType: string;
  itemVersion: number;
  /** RFC 3339. */
  itemUpdatedAt: string;
}

/** One answer per reference asked, in the order asked. */
export type ProviderAnswer =
  | { ok: true; value: SecretValue; found: FoundReference }
  | {
      ok: false;
      code: ErrorCode;
      says?: Message;
      /** True: the service said so for certain, it may be remembered as absent. False: a passing trouble. */
      isCertain: boolean;
      retryAfterMs?: number;
      /** A refusal that is being confirmed. Never a provider's word: it is set where the answer is awaited. */
      isInDoubt?: true;
    };

/** Which of what was seen lately may be used, and whether the provider is asked for the rest. */
export interface IdentifyOptions {
  /** By the provider's clock, in milliseconds since the epoch: listings and items read since then. Absent: none. */
  seenSinceMs?: number | undefined;
  isAsking: boolean;
}

/** What a reference names, by what was seen at `readAtMs`. The value is there only where it was read for this answer. */
export type Identification =
  | { ok: true; found: FoundReference; readAtMs: number; value?: SecretValue }
  | (ProviderAnswer & { ok: false });

/** One request on the wire, as the guarded fetch saw it. Goes to the ledger and the metrics. */
export interface WireEvent {
  managerId: string;
  revision: number;
  /** Route with ids replaced, e.g. `items/batch`. */
  route: string;
  /** The first request of a sign-in. */
  isSignIn?: true;
  /** HTTP status, or why there was none. */
  status: number | 'refused' | 'unreachable' | 'timeout' | 'oversize';
  /** Why nothing was reached, where that is known. */
  cause?: NetworkCause;
  retryAfterMs?: number;
  /** What the header `Date` of the answer told, in milliseconds since the epoch. */
  toldMs?: number;
  durationMs: number;
  sizeBytes: number;
}

/** What a provider is made with. */
export interface ProviderSettings {
  /** Deadline of one operation, in milliseconds. */
  timeoutMs: number;
  /** Origins beyond the provider's own that a credential may name. */
  signInHosts: readonly string[];
  /** The proxy that requests to an address go through. Absent, or undefined for an address: none. */
  proxyFor?(address: URL): OutwardProxy | undefined;
  clock: Clock;
  onWire(event: WireEvent): void;
}

/**
 * A kind of secret manager. All methods keep their deadline; `check` and `browse` throw LatchkeyErrors
 * (`invalid_token`, `sign_in_address_refused`, `provider_*`, `secret_not_found`, `secret_forbidden`, `secret_unreadable`);
 * `resolve` and `identify` answer per reference and throw only `internal`.
 */
export interface Provider {
  /** Signs in and lists what the credential sees. Refused addresses are refused before any request. */
  check(session: ProviderSession): Promise<ProviderAccount>;
  browse(session: ProviderSession, place: BrowsePlace): Promise<BrowseListing>;
  resolve(session: ProviderSession, references: readonly Locator[]): Promise<ProviderAnswer[]>;
  /**
   * Tells what references name, for those who do not need their values. What was seen lately says that something is there, never
   * that it is not. Undefined in the place of what is not known, when the provider is not to be asked. In the order asked.
   */
  identify(
    session: ProviderSession,
    references: readonly Locator[],
    options: IdentifyOptions,
  ): Promise<(Identification | undefined)[]>;
  /**
   * Signs in for calls to come, behind every call that waits for its own sign-in, and reads nothing. False: nothing was done, for
   * there is a sign-in or there are as many as are kept. Throws as `check` does. Absent: this kind has none to make.
   */
  signInAhead?(session: ProviderSession): Promise<boolean>;
  /** What tells changes of its accounts. Absent: nothing does. */
  feed?: ChangeFeed;
  /** Ends the sign-in of one manager: its next call signs in again. Calls under way go on. */
  renew(managerId: string): Promise<void>;
  /** Forgets every client of one manager, or everything with `all`. */
  close(managerId: string | 'all'): Promise<void>;
}
