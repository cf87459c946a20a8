import { objectOf, textOf } from './json';
import { Refusal } from './refusal';
import type { Call, OpeningCall } from './route';
import { serviceAccountByEmail } from './service-accounts';
import { confirmKey, exchangeKeys, startSession } from './sessions';
import { iterations } from './token';

/** Begins a sign-in. Unknown, wrong and revoked accounts are answered alike, with 401. */
export function authStart({ service, body }: OpeningCall): string {
  const caller = serviceAccountByEmail(service.account, textOf(body, 'email'));
  const isKnown = caller?.skid === textOf(body, 'skid') && caller.deviceUuid === textOf(body, 'deviceUuid');
  if (caller === undefined || !isKnown || caller.revoked) throw new Refusal(401, 'Not authenticated.');
  const session = startSession(service.sessions, caller);
  return JSON.stringify({
    status: deviceStatus[caller.device],
    sessionID: session.id,
    accountKeyFormat: 'A3',
    accountKeyUuid: caller.skid,
    userAuth: {
      method: 'SRPg-4096',
      alg: 'PBES2g-HS256',
      iterations,
      salt: caller.salt.toString('base64url'),
    },
  });
}

/** Registers the device of the token. */
export function deviceRegister({ caller, body, service }: Call): string {
  if (textOf(objectOf(body, 'The body'), 'uuid') !== caller.deviceUuid)
    throw new Refusal(400, 'Another device.');
  caller.device = 'registered';
  service.account.changed();
  return '{"success":1}';
}

/** Takes a deleted device back. */
export function deviceReauthorize({ caller, ids, service }: Call): string {
  if (ids[0] !== caller.deviceUuid) throw new Refusal(404, 'Another device.');
  caller.device = 'registered';
  service.account.changed();
  return '{"success":1}';
}

/** Exchanges the public numbers. */
export function authExchange({ session, body }: Call): string {
  return JSON.stringify({ userB: exchangeKeys(session, textOf(objectOf(body, 'The body'), 'userA')) });
}

/** Exchanges the proofs. */
export function authConfirm({ session, body }: Call): string {
  const clientProof = textOf(objectOf(body, 'The body'), 'clientVerifyHash');
  return JSON.stringify({ serverVerifyHash: confirmKey(session, clientProof) });
}

/** Tells whose session it is. */
export function authComplete({ caller, service }: Call): string {
  return JSON.stringify({ userUuid: caller.id, accountUuid: service.account.uuid, mfa: null, notifier: '' });
}

const deviceStatus = {
  registered: 'ok',
  notRegistered: 'device-not-registered',
  deleted: 'device-deleted',
} as const;
