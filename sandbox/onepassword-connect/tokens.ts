import { randomBytes } from 'node:crypto';
import { isEnvironment } from '../environments';
import { newId } from '../ids';
import type { Account } from '../model';
import { Refusal } from '../refusal';
import { findVault } from '../vaults';

/** An access token: its id, and the vaults that it may read, which never change. */
export type ConnectToken = { readonly id: string; readonly vaults: ReadonlySet<string> };

/** What a token may read: vaults by id or name, fixed when it is minted; all that there are now, unless told. */
export type ConnectTokenInput = { vaults?: readonly string[] };

/** The tokens of one Connect server. They end with it. */
export type ConnectTokens = {
  /** Mints a token. Throws a `Refusal` when a vault is unknown. */
  readonly mint: (input?: ConnectTokenInput) => { token: string; id: string };
  /** Refuses the token with 401 until it is restored. Throws a `Refusal` when the id is unknown. */
  readonly revoke: (id: string) => void;
  readonly restore: (id: string) => void;
  /** The token that an `Authorization` header carries; undefined when it is missing, unknown or revoked. */
  readonly bearer: (authorization: string | undefined) => ConnectToken | undefined;
};

type Entry = ConnectToken & { isRevoked: boolean };

/** A table without tokens, over an account. */
export function newConnectTokens(account: Account): ConnectTokens {
  const byText = new Map<string, Entry>();
  const entryOf = (id: string): Entry => {
    const entry = [...byText.values()].find((each) => each.id === id);
    if (entry === undefined) throw new Refusal(404, `There is no token ${id}.`);
    return entry;
  };
  return {
    mint(input = {}) {
      const named = input.vaults?.map((vault) => findVault(account, vault).id);
      const entry = { id: newId(), vaults: new Set(named ?? vaultsOf(account)), isRevoked: false };
      const token = tokenText(account, entry);
      byText.set(token, entry);
      return { token, id: entry.id };
    },
    revoke(id) {
      entryOf(id).isRevoked = true;
    },
    restore(id) {
      entryOf(id).isRevoked = false;
    },
    bearer(authorization) {
      const text = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      const entry = text === undefined ? undefined : byText.get(text);
      return entry?.isRevoked ? undefined : entry;
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
