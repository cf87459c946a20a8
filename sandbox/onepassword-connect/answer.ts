import type { Reply } from '../delivery';
import type { Account, Item, Vault } from '../model';
import { Refusal } from '../refusal';
import { vaultName } from '../vaults';
import { readableOverview, textIn } from './content';
import { filterBy } from './filter';
import { contentOfFile, presentFiles } from './present-files';
import { detailsToShow, presentFullItem, presentItem } from './present-item';
import { presentVault } from './present-vault';
import type { FoundRoute } from './routes';
import type { ConnectToken } from './tokens';

/** A request with the route it meets and the token it carries, both undefined when there is none. */
export type ConnectCall = {
  readonly method: string;
  readonly found: FoundRoute | undefined;
  readonly token: ConnectToken | undefined;
};

/**
 * What Connect answers. An error is its status with `{status, message}`: 404 for another path, 405 for another method than
 * GET, 401 for a token that is missing, unknown or revoked, 400 for a text that is no id, 403 for a vault that the token was
 * not minted for, whether there is one or not, 404 for what is gone or archived, 500 for an item that cannot be read.
 * Messages are those of Connect's specification; "Invalid Vault UUID" and "Invalid Item UUID" are in
 * github.com/1Password/connect-sdk-js/issues/29 and github.com/1Password/connect/issues/45.
 */
export function answerConnect(account: Account, call: ConnectCall): Reply {
  try {
    return answerOf(account, call);
  } catch (error) {
    if (error instanceof Refusal) return errorReply(error.status, error.message);
    return errorReply(500, 'Internal server error');
  }
}

/** An error as Connect words it. */
export function errorReply(status: number, message: string): Reply {
  return { status, body: JSON.stringify({ status, message }) };
}

function answerOf(account: Account, { method, found, token }: ConnectCall): Reply {
  if (found === undefined) throw new Refusal(404, 'Not found');
  if (method !== 'GET') throw new Refusal(405, 'Method not allowed');
  if (found.route === '/heartbeat') {
    return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: '.' };
  }
  if (found.route === '/health') return json(health);
  if (token === undefined) throw new Refusal(401, 'Invalid token signature');
  if (found.route === '/v1/vaults') return json(listVaults(account, token, found.filter));
  const vault = vaultInScope(account, token, found.vault);
  if (found.route === '/v1/vaults/:vault') return json(presentVault(vault));
  if (found.route === '/v1/vaults/:vault/items') return json(listItems(account, vault, found.filter));
  return answerOfItem(account, { vault, item: activeItem(vault, found.item) }, found);
}

function answerOfItem(
  account: Account,
  { vault, item }: { vault: Vault; item: Item },
  { route, file: id }: FoundRoute,
): Reply {
  if (route === '/v1/vaults/:vault/items/:item') return json(presentFullItem(account, vault, item));
  const details = detailsToShow(item);
  const files = presentFiles(details, { vault: vault.id, item: item.id });
  if (route === '/v1/vaults/:vault/items/:item/files') return json(files);
  const file = files.find((each) => each.id === id);
  if (file === undefined) throw new Refusal(404, `file ${id} not found`);
  if (route === '/v1/vaults/:vault/items/:item/files/:file') return json(file);
  const headers = { 'content-disposition': `attachment; filename="${headerText(file.name)}"` };
  return { status: 200, headers, body: contentOfFile(account, details, id) };
}

function listVaults(account: Account, token: ConnectToken, filter: string | undefined) {
  const passes = filterBy(['name', 'title'], filter);
  return [...account.vaults.values()]
    .filter((vault) => token.vaults.has(vault.id) && passes(vaultName(vault)))
    .map(presentVault);
}

function listItems(account: Account, vault: Vault, filter: string | undefined) {
  const passes = filterBy(['title'], filter);
  return [...vault.items.values()]
    .filter((item) => item.state === 'active' && passes(textIn(readableOverview(item)?.title)))
    .map((item) => presentItem(account, vault, item));
}

// The scope is asked before the vault: whoever may not read a vault does not learn whether there is one.
function vaultInScope(account: Account, token: ConnectToken, id: string): Vault {
  if (!isConnectId(id)) throw new Refusal(400, 'Invalid Vault UUID');
  if (!token.vaults.has(id)) throw new Refusal(403, `vault ${id} is not in scope`);
  const vault = account.vaults.get(id);
  if (vault === undefined) throw new Refusal(404, `vault ${id} not found`);
  return vault;
}

function activeItem(vault: Vault, id: string): Item {
  if (!isConnectId(id)) throw new Refusal(400, 'Invalid Item UUID');
  const item = vault.items.get(id);
  if (item?.state !== 'active') throw new Refusal(404, `item ${id} not found`);
  return item;
}

function isConnectId(text: string): boolean {
  return /^[\da-z]{26}$/.test(text);
}

function json(value: unknown): Reply {
  return { status: 200, body: JSON.stringify(value) };
}

function headerText(name: string): string {
  return name.replace(/[^ -~]|["\\]/g, '_');
}

const health = {
  name: '1Password Connect API',
  version: '1.7.3',
  dependencies: [
    { service: 'sync', status: 'ACTIVE', message: 'Connected to the sandbox account' },
    { service: 'sqlite', status: 'ACTIVE', message: 'Connected to ./1password.sqlite' },
  ],
};
