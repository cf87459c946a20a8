import { randomBytes } from 'node:crypto';
import { isEnvironment } from '../environments';
import { newId } from '../ids';
import type { Account } from '../model';
import { newTokenTable, type TokenTable } from '../token-table';
import { findVault } from '../vaults';

/** An access token: its id, and the vaults that it may read, which never change. */
export type ConnectToken = { readonly id: string; readonly vaults: ReadonlySet<string> };

/** What a token may read: vaults by id or name, fixed when it is minted; all that there are now, unless told. */
export type ConnectTokenInput = { vaults?: readonly string[] };

/** The tokens of one Connect server. They end with it. */
export type ConnectTokens = Omit<TokenTable<ConnectToken>, 'keep'> & {
  /** Mints a token. Throws a `Refusal` when a vault is unknown. */
  readonly mint: (input?: ConnectTokenInput) => { token: string; id: string };
};

/** A table without tokens, over an account. */
export function newConnectTokens(account: Account): ConnectTokens {
  const { keep, ...table } = newTokenTable<ConnectToken>();
  return {
    ...table,
    mint(input = {}) {
      const named = input.vaults?.map((vault) => findVault(account, vault).id);
      const minted = { id: newId(), vaults: new Set(named ?? vaultsOf(account)) };
      const token = tokenText(account, minted);
      keep(token, minted);
      return { token, id: minted.id };
    },
  };
}

// A JWT in its shape alone (RFC 7519): the server looks the whole text up and reads no claim. The claims are made up.
function tokenText(account: Account, { id, vaults }: ConnectToken): string {
  const header = { alg: 'ES256', typ: 'JWT', kid: newId() };
  const payload = {
    iss: 'com.1password.b5',
    aud: ['com.1password.connect'],
    sub: account.uuid,
    iat: Math.floor(account.now() / 1000),
    jti: id,
    vaults: [...vaults],
  };
  return [JSON.stringify(header), JSON.stringify(payload), randomBytes(64)]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
}

/** Connect serves vaults: Environments are read by service accounts alone. */
function vaultsOf({ vaults }: Account): string[] {
  return [...vaults.values()].filter((vault) => !isEnvironment(vault)).map(({ id }) => id);
}
