import { randomBytes } from 'node:crypto';
import { newId, newUpperId } from '../ids';
import type { Account } from '../model';
import { newTokenTable, type TokenTable } from '../token-table';
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
export type EventsTokens = Omit<TokenTable<EventsToken>, 'keep'> & {
  /** Mints a token of both streams, unless told. */
  readonly mint: (input?: { features?: readonly Feature[] }) => { token: string; id: string };
};

/** A table without tokens, over an account. */
export function newEventsTokens(account: Account): EventsTokens {
  const { keep, ...table } = newTokenTable<EventsToken>();
  return {
    ...table,
    mint({ features = streams } = {}) {
      const issuedAt = new Date(account.now()).toISOString();
      const minted = { id: newUpperId(), features, issuedAt };
      const token = tokenText(account, minted);
      keep(token, minted);
      return { token, id: minted.id };
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
