import type { EnvironmentInput } from './environments';
import type { FaultInForce, FaultInput } from './faults';
import type { ItemAddress, ItemInput } from './items';
import type { Account, RawContent } from './model';
import type { LoggedRequest } from './request-log';
import type { TokenInput } from './service-accounts';
import type { Summary } from './summary';
import type { FieldChange, FieldPlace } from './update-item';
import type { VaultInput } from './vaults';

/** A minted token, with the id by which its access is changed. */
export type MintedToken = { token: string; serviceAccountId: string; email: string; name: string };

/** A running account. All ids are texts; methods throw a `Refusal` when an id is unknown. */
export type Sandbox = {
  /** The origin that tokens name. */
  readonly address: string;
  /** Whether the account came from the state file and holds what it held. */
  readonly isRestored: boolean;
  /** What it holds, for another server over the same account. */
  readonly account: Account;
  /** Ends at once, with every connection; saves first. */
  readonly close: () => Promise<void>;
  /** Writes what is unsaved to the state file now; changes are saved by themselves soon. */
  readonly save: () => void;

  readonly createVault: (input: VaultInput) => { id: string };
  readonly renameVault: (input: { vault: string; name: string }) => void;
  readonly deleteVault: (input: { vault: string }) => void;

  readonly createEnvironment: (input: EnvironmentInput) => { id: string };
  /** The item that holds an Environment's variables: they are set and removed as its fields. */
  readonly variablesItem: (environment: string) => ItemAddress;
  readonly renameVariable: (input: { environment: string; name: string; to: string }) => void;

  readonly createItem: (input: ItemInput) => { id: string };
  /** Gives a field, found by id or label, another value; makes it when there is none. */
  readonly updateItem: (input: FieldChange) => void;
  readonly removeField: (input: FieldPlace) => void;
  readonly renameItem: (input: ItemAddress & { title: string }) => void;
  /** Gives an item plaintexts that are sealed as they stand, however odd. */
  readonly setRawContent: (input: ItemAddress & RawContent) => void;
  readonly archiveItem: (input: ItemAddress) => void;
  readonly restoreItem: (input: ItemAddress) => void;
  readonly deleteItem: (input: ItemAddress) => void;
  readonly moveItem: (input: ItemAddress & { toVault: string }) => { id: string };

  /** What the account holds, without any secret value. */
  readonly summary: () => Summary;
  /** The id of the vault of an id or name. */
  readonly findVault: (idOrName: string) => string;
  /** The item of an id or title in the vault of an id. Throws when the title is not unique. */
  readonly findItem: (vault: string, idOrTitle: string) => ItemAddress;

  /** All tokens, oldest first, revoked ones too. */
  readonly tokens: () => MintedToken[];
  readonly mintToken: (input?: TokenInput) => MintedToken;
  /** Ends the token's sessions and refuses new ones, until it is restored. */
  readonly revokeToken: (serviceAccountId: string) => void;
  readonly restoreToken: (serviceAccountId: string) => void;
  readonly grantVault: (input: { serviceAccountId: string; vault: string; canWrite?: true }) => void;
  readonly withdrawVault: (input: { serviceAccountId: string; vault: string }) => void;
  /** Ends the sessions of one service account, or all: the next request of each is answered 401. */
  readonly expireSessions: (serviceAccountId?: string) => void;

  readonly injectFault: (fault: FaultInput) => { id: number; remove: () => void };
  /** Takes back the fault of an id, or all. */
  readonly clearFaults: (id?: number) => void;
  /** The faults that are left. */
  readonly faults: () => FaultInForce[];
  /** Makes every answer wait, from now on. */
  readonly setLatency: (latencyMs: number) => void;

  /** What clients asked, oldest first. */
  readonly requests: () => readonly LoggedRequest[];
  readonly clearLog: () => void;
  /** How many requests met each route, or rather of one service account. */
  readonly counts: (serviceAccountId?: string) => Partial<Record<LoggedRequest['route'], number>>;
};
