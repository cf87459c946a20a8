import { randomBytes } from 'node:crypto';
import { newId, newUpperId } from '../ids';
import type { Account } from '../model';
import { Refusal } from '../refusal';
import { type Stream, streams } from './records';

/** A feature of a token: a stream that it reads, or one that this sandbox does not have. */
export type Feature = Stream | 'signinattempts';

/** An Events Reporting token. */
export type EventsToken = {
  readonly id: string;
  readonly features: readonly Feature[];
  readonly issuedAt: string;
};

/** The tokens of one server. They end with it. */
export type EventsTokens = {
  /** Mints a token of both streams, unless told. */
  readonly mint: (input?: { features?: readonly Feature[] }) => { token: string; id: string };
  /** Refuses the token with 401 until it is restored. Both throw a `Refusal` when the id is unknown. */
  readonly revoke: (id: string) => void;
  readonly restore: (id: string) => void;
  /** The token of an `Authorization` header; undefined when it is missing, unknown or revoked. */
  readonly bearer: (authorization: string | undefined) => EventsToken | undefined;
};

/** A table without tokens, over an account. */
export function newEventsTokens(account: Account): EventsTokens {
  const byText = new Map<string, EventsToken & { isRevoked: boolean }>();
  const entryOf = (id: string) => {
    const entry = [...byText.values()].find((each) => each.id === id);
    if (entry === undefined) throw new Refusal(404, `There is no token ${id}.`);
    return entry;
  };
  return {
    mint({ features = streams } = {}) {
      const issuedAt = new Date(account.now()).toISOString();
      const entry = { id: newUpperId(), features, issuedAt, isRevoked: false };
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

// A JWT in its shape alone (RFC 7519): the server looks the whole text up and reads no claim.
function tokenText(account: Account, { id, features }: EventsToken): string {
  const header = { alg: 'ES256', typ: 'JWT', kid: newId() };
  const payload = { '1password.com/auuid': account.uuid, '1password.com/fts': features, jti: id };
  return [JSON.stringify(header), JSON.stringify(payload), randomBytes(64)]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
}
