import { X509Certificate } from 'node:crypto';
import type { z } from 'zod';
import { LatchkeyError } from '@/lib/kernel/errors';
import { type Message, messageFor } from '@/lib/kernel/message';
import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import { connectConfigSchema } from './config-schema';
import { readConnectToken } from './token';

/** What a Connect server is signed in to with, as it was given. */
export type ConnectCredential = z.output<typeof connectConfigSchema>;

/** The same once it was looked at: enough to decide whether anything may be sent at all. */
export interface InspectedCredential {
  /** The one origin that may be reached. */
  origin: string;
  /** Secret. */
  token: string;
  /** The id of the token. Not secret. */
  tokenId: string;
  caCertificate?: string;
}

/** A credential as one text, to be sealed. `inspectCredential` reads it. */
export function connectCredential({ serverUrl, token, caCertificate }: ConnectCredential): SecretValue {
  const reading = readConnectToken(token);
  const certificate = caCertificate?.trim();
  return new SecretValue(
    JSON.stringify({
      serverUrl: serverUrl.trim(),
      token: reading.ok ? reading.text : token.trim(),
      ...(certificate ? { caCertificate: certificate } : {}),
    }),
  );
}

/**
 * Judges a credential offline. `signInHosts` are the origins that may be reached, each exactly: a Connect server has no
 * address of 1Password's. Throws `invalid_token` or `sign_in_address_refused`; nothing is sent in either case.
 */
export function inspectCredential(
  credential: SecretValue,
  signInHosts: readonly string[],
): InspectedCredential {
  const { serverUrl, token, caCertificate } = partsOf(credential);
  const reading = readConnectToken(token);
  if (!reading.ok) throw refused('invalid_token', 'token', reading.says);
  const origin = originOf(serverUrl);
  if (origin === undefined)
    throw refused('sign_in_address_refused', 'serverUrl', messageFor('connectAddressShape'));
  if (!signInHosts.some((host) => URL.canParse(host) && new URL(host).origin === origin))
    throw refused(
      'sign_in_address_refused',
      'serverUrl',
      messageFor('connectAddressRefused', { address: origin }),
    );
  if (caCertificate !== undefined && !isCertificate(caCertificate))
    throw refused('invalid_token', 'caCertificate', messageFor('connectCertificateShape'));
  return { origin, token: reading.text, tokenId: reading.id, ...(caCertificate ? { caCertificate } : {}) };
}

function refused(
  code: 'invalid_token' | 'sign_in_address_refused',
  part: keyof ConnectCredential,
  says: Message,
): LatchkeyError {
  return new LatchkeyError(code, { says, fields: { [`config.${part}`]: says } });
}

function partsOf(credential: SecretValue): ConnectCredential {
  try {
    return connectConfigSchema.parse(JSON.parse(textOfSecret(credential)));
  } catch {
    throw new LatchkeyError('invalid_token', { says: messageFor('connectTokenShape') });
  }
}

/** Undefined when it is more than scheme, host and port. */
function originOf(address: string): string | undefined {
  if (!/^https?:\/\/[^/?#@\\\s]+\/?$/i.test(address) || !URL.canParse(address)) return undefined;
  return new URL(address).origin;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
