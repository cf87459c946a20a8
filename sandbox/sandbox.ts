import { type Account, newAccount } from './account';
import { type FaultInput, newFaultTable } from './faults';
import {
  archiveItem,
  createItem,
  deleteItem,
  type ItemAddress,
  type ItemInput,
  moveItem,
  renameItem,
  restoreItem,
} from './items';
import { isLoopback, listen } from './listener';
import { type LoggedRequest, newRequestLog } from './request-log';
import type { Service } from './route';
import { type ClientService, serveClient } from './serve-client';
import { createServiceAccount, serviceAccountOf, type TokenInput, tokenOf } from './service-accounts';
import { endSessions } from './sessions';
import { type FieldChange, type FieldPlace, removeField, setField } from './update-item';
import { createVault, deleteVault, renameVault, type VaultInput, vaultOf } from './vaults';

/** A minted token, with the id by which its access is changed. */
export type MintedToken = { token: string; serviceAccountId: string; email: string };

/** A running account. All ids are texts; methods throw when an id is unknown. */
export type Sandbox = {
  /** The origin that tokens name. */
  readonly address: string;
  /** Ends at once, with every connection. */
  readonly close: () => Promise<void>;

  readonly createVault: (input: VaultInput) => { id: string };
  readonly renameVault: (input: { vault: string; name: string }) => void;
  readonly deleteVault: (input: { vault: string }) => void;

  readonly createItem: (input: ItemInput) => { id: string };
  /** Gives a field, found by id or label, another value; makes it when there is none. */
  readonly updateItem: (input: FieldChange) => void;
  readonly removeField: (input: FieldPlace) => void;
  readonly renameItem: (input: ItemAddress & { title: string }) => void;
  readonly archiveItem: (input: ItemAddress) => void;
  readonly restoreItem: (input: ItemAddress) => void;
  readonly deleteItem: (input: ItemAddress) => void;
  readonly moveItem: (input: ItemAddress & { toVault: string }) => { id: string };

  readonly mintToken: (input?: TokenInput) => MintedToken;
  /** Ends the token's sessions and refuses new ones, until it is restored. */
  readonly revokeToken: (serviceAccountId: string) => void;
  readonly restoreToken: (serviceAccountId: string) => void;
  readonly grantVault: (input: { serviceAccountId: string; vault: string; canWrite?: true }) => void;
  readonly withdrawVault: (input: { serviceAccountId: string; vault: string }) => void;
  /** Ends the sessions of one service account, or all: the next request of each is answered 401. */
  readonly expireSessions: (serviceAccountId?: string) => void;

  readonly injectFault: (fault: FaultInput) => { remove: () => void };
  readonly clearFaults: () => void;
  readonly setLatency: (latencyMs: number) => void;

  /** What clients asked, oldest first. */
  readonly requests: () => readonly LoggedRequest[];
  readonly clearLog: () => void;
  /** How many requests met each route, or rather of one service account. */
  readonly counts: (serviceAccountId?: string) => Partial<Record<LoggedRequest['route'], number>>;
};

/** Where to listen (127.0.0.1 and any free port, unless told), and the clock, in milliseconds since 1970. */
export type SandboxOptions = { port?: number; host?: string; now?: () => number };

/** Starts an empty account on loopback. Throws when the address is no loopback address or is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, now = Date.now } = options;
  if (!isLoopback(host)) throw new Error(`The sandbox listens on loopback only, not on ${host}.`);
  const service: Service = { account: await newAccount(now), sessions: new Map() };
  const serving: ClientService = { service, faults: newFaultTable(), log: newRequestLog(), latencyMs: 0 };
  const listening = await listen({ host, port }, (incoming, response, closing) =>
    serveClient(serving, incoming, response, closing),
  );
  return sandboxOf(serving, listening);
}

function sandboxOf(serving: ClientService, listening: Pick<Sandbox, 'address' | 'close'>): Sandbox {
  const { faults, log, service } = serving;
  return {
    ...listening,
    ...contentMethods(service.account),
    ...tokenMethods(service, listening.address),
    injectFault: faults.inject,
    clearFaults: () => void faults.clear(),
    setLatency: (latencyMs) => {
      serving.latencyMs = latencyMs;
    },
    requests: log.entries,
    clearLog: log.clear,
    counts: log.counts,
  };
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
    archiveItem: (input) => archiveItem(account, input),
    restoreItem: (input) => restoreItem(account, input),
    deleteItem: (input) => deleteItem(account, input),
    moveItem: (input) => moveItem(account, input),
  } satisfies Partial<Sandbox>;
}

function tokenMethods({ account, sessions }: Service, address: string) {
  return {
    mintToken: (input = {}) => {
      const made = createServiceAccount(account, input);
      return { token: tokenOf(made, address), serviceAccountId: made.id, email: made.email };
    },
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
