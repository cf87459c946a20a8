import { macHeader, macKeyOf } from '../mac';
import { openText, type SymmetricKey, seal } from '../seal';
import { proofs, scrambler } from '../srp';
import { fromBytes, fromHex, generator, multiplier, power, prime, sha256 } from '../srp-group';
import { decodeToken } from '../token';

/** A request by hand: a request id is given to repeat or to skip one. */
export type RawRequest = { method: string; path: string; body?: unknown; requestId?: number; mac?: string };

/** The status, and the opened answer when there is one. */
export type RawAnswer = { status: number; body: unknown };

/** A client that can do what the SDK never would. */
export type RawClient = { key: SymmetricKey; send: (request: RawRequest) => Promise<RawAnswer> };

/** Signs in with a token by the protocol alone. */
export async function signInRaw(token: string): Promise<RawClient> {
  const { signInAddress, email, srpX, userAuth, deviceUuid, secretKey } = decodeToken(token);
  const skid = secretKey.split('-')[1] ?? '';
  const post = async (path: string, body: unknown, sessionId?: string): Promise<Record<string, string>> => {
    const headers: Record<string, string> =
      sessionId === undefined ? {} : { 'x-agilebits-session-id': sessionId };
    const answer = await fetch(signInAddress + path, { method: 'POST', body: JSON.stringify(body), headers });
    return await answer.json();
  };
  const { sessionID = '' } = await post('/api/v3/auth/start', { email, skFormat: 'A3', skid, deviceUuid });
  const privateA = fromBytes(Buffer.alloc(64, 3));
  const clientPublic = power(generator, privateA);
  const { userB = '' } = await post('/api/v2/auth', { userA: clientPublic.toString(16) }, sessionID);
  const publicB = fromHex(userB);
  const x = fromHex(srpX);
  const base = (publicB + prime - ((multiplier * power(generator, x)) % prime)) % prime;
  const shared = power(base, privateA + scrambler(clientPublic, publicB) * x);
  const key = { kid: sessionID, bytes: sha256(shared.toString(16)) };
  const salt = Buffer.from(userAuth.salt, 'base64url');
  const { client } = proofs({ email, skid, salt }, clientPublic, publicB, key.bytes);
  await post('/api/v2/auth/confirm-key', { clientVerifyHash: client.toString('base64url') }, sessionID);
  return { key, send: sender(signInAddress, key) };
}

function sender(address: string, key: SymmetricKey): RawClient['send'] {
  const macKey = macKeyOf(key.bytes);
  let lastId = 100;
  return async ({ method, path, body, requestId, mac }) => {
    lastId += 1;
    const input = { sessionId: key.kid, method, host: new URL(address).host, path };
    const header = mac ?? macHeader(macKey, { ...input, requestId: String(requestId ?? lastId) });
    const answer = await fetch(address + path, {
      method,
      headers: { 'x-agilebits-session-id': key.kid, 'x-agilebits-mac': header },
      ...(body === undefined ? {} : { body: seal(key, JSON.stringify(body)) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: answer.ok ? JSON.parse(openText(key, text)) : undefined };
  };
}
