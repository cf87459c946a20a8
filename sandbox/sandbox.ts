import { type Account, newAccount } from './account';
import { serveControl } from './control';
import { type FaultInForce, type FaultInput, newFaultTable } from './faults';
import {
  archiveItem,
  createItem,
  deleteItem,
  findItem,
  type ItemAddress,
  type ItemInput,
  moveItem,
  type RawContent,
  renameItem,
  restoreItem,
  setRawContent,
} from './items';
import { isLoopback, listen } from './listener';
import { type LoggedRequest, newRequestLog } from './request-log';
import type { Service } from './route';
import { type ClientService, serveClient } from './serve-client';
import {
  createServiceAccount,
  type ServiceAccount,
  serviceAccountOf,
  type TokenInput,
  tokenOf,
} from './service-accounts';
import { endSessions } from './sessions';
import { keepSaved, loadAccount } from './state-file';
import { type Summary, summaryOf } from './summary';
import { type FieldChange, type FieldPlace, removeField, setField } from './update-item';
import { createVault, deleteVault, findVault, renameVault, type VaultInput, vaultOf } from './vaults';

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

/**
 * Where to listen (127.0.0.1 and any free port, unless told), the names it answers to beside loopback, the file that keeps the account over restarts (none unless
 * told), and the clock, in milliseconds since 1970.
 */
export type SandboxOptions = {
  port?: number;
  host?: string;
  names?: readonly string[];
  statePath?: string;
  now?: () => number;
};

/**
 * Starts an account on loopback, empty unless the state file holds one. Throws when the address is no loopback address
 * or is taken, or when the state file cannot be read.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, names = [], now = Date.now, statePath } = options;
  if (!isLoopback(host)) throw new Error(`The sandbox listens on loopback only, not on ${host}.`);
  const loaded = statePath === undefined ? undefined : loadAccount(statePath, now);
  const account = loaded ?? (await newAccount(now));
  const serving: ClientService = {
    service: { account, sessions: new Map() },
    faults: newFaultTable(),
    log: newRequestLog(),
    latencyMs: 0,
  };
  const listening = await listen({ host, port, names }, async (incoming, response, closing) => {
    if (/^\/sandbox(?:[/?]|$)/.test(incoming.path)) serveControl(sandbox, incoming, response);
    else await serveClient(serving, incoming, response, closing);
  });
  const save = statePath === undefined ? () => undefined : keepSaved(account, statePath);
  const sandbox: Sandbox = {
    address: listening.address,
    isRestored: loaded !== undefined,
    account,
    save,
    close: () => {
      save();
      return listening.close();
    },
    ...contentMethods(account),
    ...tokenMethods(serving.service, listening.address),
    ...watchMethods(serving),
  };
  return sandbox;
}

function watchMethods(serving: ClientService) {
  const { faults, log } = serving;
  return {
    faults: faults.list,
    injectFault: faults.inject,
    clearFaults: (id) => void faults.clear(id),
    setLatency: (latencyMs) => {
      serving.latencyMs = latencyMs;
    },
    requests: log.entries,
    clearLog: log.clear,
    counts: log.counts,
  } satisfies Partial<Sandbox>;
}

function contentMethods(account: Account) {
  return {
    createVault: (input) => createVault(account, input),
    renameVault: (input) => renameVault(account, input),
    deleteVault: (input) => deleteVault(account, input),
    createItem: (input) => createItem(account, input),
    updateItem: (input) => setField(account, input),
    removeField: (input) => removeField(account, input),
    renameItem: (input) => renameItem(account, input),
    setRawContent: (input) => setRawContent(account, input),
    archiveItem: (input) => archiveItem(account, input),
    restoreItem: (input) => restoreItem(account, input),
    deleteItem: (input) => deleteItem(account, input),
    moveItem: (input) => moveItem(account, input),
    summary: () => summaryOf(account),
    findVault: (idOrName) => findVault(account, idOrName).id,
    findItem: (vault, idOrTitle) => findItem(account, vault, idOrTitle),
  } satisfies Partial<Sandbox>;
}

function tokenMethods({ account, sessions }: Service, address: string) {
  const minted = (each: ServiceAccount): MintedToken => {
    const { id, email, name } = each;
    return { token: tokenOf(each, address), serviceAccountId: id, email, name };
  };
  return {
    tokens: () => [...account.serviceAccounts.values()].map(minted),
    mintToken: (input = {}) => minted(createServiceAccount(account, input)),
    revokeToken: (id) => {
      serviceAccountOf(account, id).revoked = true;
      endSessions(sessions, id);
      account.changed();
    },
    restoreToken: (id) => {
      serviceAccountOf(account, id).revoked = false;
      account.changed();
    },
    grantVault: ({ serviceAccountId, vault, canWrite = false }) => {
      serviceAccountOf(account, serviceAccountId).grants.set(vaultOf(account, vault).id, { canWrite });
      account.changed();
    },
    withdrawVault: ({ serviceAccountId, vault }) => {
      serviceAccountOf(account, serviceAccountId).grants.delete(vault);
      account.changed();
    },
    expireSessions: (serviceAccountId) => endSessions(sessions, serviceAccountId),
  } satisfies Partial<Sandbox>;
}
