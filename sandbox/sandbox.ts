import { newAccount, tell } from './account';
import { serveControl } from './control';
import { createEnvironment, renameVariable, variablesItem } from './environments';
import { newFaultTable } from './faults';
import type { MintedToken, Sandbox } from './handle';
import {
  archiveItem,
  createItem,
  deleteItem,
  findItem,
  moveItem,
  renameItem,
  restoreItem,
  setRawContent,
} from './items';
import { isLoopback, listen } from './listener';
import type { Account, ServiceAccount } from './model';
import { newRequestLog } from './request-log';
import type { Service } from './route';
import { type ClientService, serveClient } from './serve-client';
import { createServiceAccount, serviceAccountOf, tokenOf } from './service-accounts';
import { endSessions } from './sessions';
import { keepSaved, loadAccount } from './state-file';
import { summaryOf } from './summary';
import { removeField, setField } from './update-item';
import { createVault, deleteVault, findVault, renameVault, vaultOf } from './vaults';

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
    createEnvironment: (input) => createEnvironment(account, input),
    variablesItem: (environment) => variablesItem(account, environment),
    renameVariable: (input) => renameVariable(account, input),
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
      tell(account, { kind: 'token-revoked', serviceAccount: id });
    },
    restoreToken: (id) => {
      serviceAccountOf(account, id).revoked = false;
      account.changed();
    },
    grantVault: ({ serviceAccountId, vault, canWrite = false }) => {
      serviceAccountOf(account, serviceAccountId).grants.set(vaultOf(account, vault).id, { canWrite });
      account.changed();
      tell(account, {
        kind: 'vault-granted',
        vault: vaultOf(account, vault).id,
        serviceAccount: serviceAccountId,
      });
    },
    withdrawVault: ({ serviceAccountId, vault }) => {
      serviceAccountOf(account, serviceAccountId).grants.delete(vault);
      account.changed();
      tell(account, { kind: 'vault-withdrawn', vault, serviceAccount: serviceAccountId });
    },
    expireSessions: (serviceAccountId) => endSessions(sessions, serviceAccountId),
  } satisfies Partial<Sandbox>;
}
