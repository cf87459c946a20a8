import { randomBytes } from 'node:crypto';
import { newUpperId } from './ids';
import { macKeyOf, newRequestIds, type RequestIds } from './mac';
import type { ServiceAccount } from './model';
import { Refusal } from './refusal';
import type { SymmetricKey } from './seal';
import { proofMatches, proofs, type SrpProofs, serverPublic, serverSessionKey } from './srp';
import { fromHex, groupBytes, prime } from './srp-group';

/** A session, from the first request of a sign-in on. */
export type Session = {
  readonly id: string;
  readonly serviceAccount: ServiceAccount;
  readonly requestIds: RequestIds;
  /** An ended session is kept for a while, so that the log can still tell whose requests are refused. */
  isOver: boolean;
  exchange?: { publicB: bigint; key: Buffer; proofs: SrpProofs };
  /** Set once the client has shown that it has the key. */
  open?: { key: SymmetricKey; macKey: Buffer };
};

/** The sessions of the account, by their ids. */
export type Sessions = Map<string, Session>;

const maxSessions = 10_000;

/** Begins a sign-in. The oldest session is forgotten when there are too many. */
export function startSession(sessions: Sessions, serviceAccount: ServiceAccount): Session {
  const session: Session = { id: newUpperId(), serviceAccount, requestIds: newRequestIds(), isOver: false };
  sessions.set(session.id, session);
  const oldest = sessions.keys().next();
  if (sessions.size > maxSessions && !oldest.done) sessions.delete(oldest.value);
  return session;
}

/** Takes the client's public number (hexadecimal) and answers the service's, padded to 1024 digits. */
export function exchangeKeys(session: Session, userA: string): string {
  if (!/^[0-9a-f]{1,1024}$/.test(userA)) throw new Refusal(400, '"userA" must be hexadecimal.');
  const clientPublic = fromHex(userA);
  if (clientPublic % prime === 0n) throw new Refusal(401, 'The public number is not acceptable.');
  const { verifier, email, skid, salt } = session.serviceAccount;
  const privateBytes = randomBytes(32);
  const publicB = serverPublic(verifier, privateBytes);
  const key = serverSessionKey({ clientPublic, publicB, verifier, privateBytes });
  session.exchange = { publicB, key, proofs: proofs({ email, skid, salt }, clientPublic, publicB, key) };
  return publicB.toString(16).padStart(groupBytes * 2, '0');
}

/** Checks the client's proof, opens the session and answers the service's proof, both in base64url. */
export function confirmKey(session: Session, clientProof: string): string {
  const { exchange } = session;
  if (exchange === undefined) throw new Refusal(400, 'No keys were exchanged.');
  if (!proofMatches(exchange.proofs.client, Buffer.from(clientProof, 'base64url'))) {
    throw new Refusal(401, 'The proof is wrong.');
  }
  session.open = { key: { kid: session.id, bytes: exchange.key }, macKey: macKeyOf(exchange.key) };
  return exchange.proofs.server.toString('base64url');
}

/** Ends the sessions of one service account, or all. */
export function endSessions(sessions: Sessions, serviceAccountId?: string): void {
  for (const session of sessions.values()) {
    if (serviceAccountId === undefined || session.serviceAccount.id === serviceAccountId)
      session.isOver = true;
  }
}
