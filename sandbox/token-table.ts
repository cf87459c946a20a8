import { Refusal } from './refusal';

/** The bearer tokens of one server, by their text. */
export type TokenTable<Token> = {
  readonly keep: (text: string, token: Token) => void;
  /** Refuses the token with 401 until it is restored. Both throw a `Refusal` when the id is unknown. */
  readonly revoke: (id: string) => void;
  readonly restore: (id: string) => void;
  /** The token of an `Authorization` header; undefined when it is missing, unknown or revoked. */
  readonly bearer: (authorization: string | undefined) => Token | undefined;
};

/** A table without tokens. */
export function newTokenTable<Token extends { readonly id: string }>(): TokenTable<Token> {
  const byText = new Map<string, { token: Token; isRevoked: boolean }>();
  const entryOf = (id: string) => {
    const entry = [...byText.values()].find(({ token }) => token.id === id);
    if (entry === undefined) throw new Refusal(404, `There is no token ${id}.`);
    return entry;
  };
  return {
    keep(text, token) {
      byText.set(text, { token, isRevoked: false });
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
      return entry?.isRevoked ? undefined : entry?.token;
    },
  };
}
