import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { type SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import { readServiceAccountToken } from './token-text';

/** What a token tells before anything is sent: enough to decide whether anything may be sent at all. */
export interface InspectedToken {
  /** The token without the white space around it: what the SDK is given. Secret. */
  text: string;
  /** The one origin that this token may reach. */
  signInOrigin: string;
  /** The service account's address. Not secret. */
  serviceAccount: string;
}

// Scheme optional, host, port optional, at most a closing slash: no user, path, query or fragment, no escapes, so
// that this reading and the SDK's own cannot differ.
const addressPattern =
  /^(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):\/\/)?(?<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?<port>:\d{1,5})?\/?$/;
const ownDomains = ['.1password.com', '.1password.ca', '.1password.eu'];

/**
 * Judges a pasted token offline. `signInHosts` are further origins that a token may name, each exactly.
 * Throws `invalid_token` with what is wrong, or `sign_in_address_refused`; nothing is sent in either case.
 */
export function inspectToken(credential: SecretValue, signInHosts: readonly string[]): InspectedToken {
  const reading = readServiceAccountToken(textOfSecret(credential));
  if (!reading.ok) throw new LatchkeyError('invalid_token', { says: reading.says });
  const origin = originOf(reading.token.signInAddress);
  if (origin === undefined) throw new LatchkeyError('sign_in_address_refused');
  if (!isAllowed(origin, signInHosts)) throw refusedAddress(origin);
  return { text: reading.text, signInOrigin: origin.origin, serviceAccount: reading.token.email };
}

/** The address as an origin; without a scheme it is https, as the SDK reads it. Undefined when it is anything more. */
function originOf(address: string): URL | undefined {
  const parts = addressPattern.exec(address)?.groups;
  if (!parts) return undefined;
  const scheme = parts.scheme?.toLowerCase() ?? 'https';
  if (scheme !== 'https' && scheme !== 'http') return undefined;
  const text = `${scheme}://${parts.host}${parts.port ?? ''}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

function refusedAddress(origin: URL): LatchkeyError {
  return new LatchkeyError('sign_in_address_refused', {
    says: messageFor('addressRefused', { address: origin.origin }),
  });
}

function isAllowed(origin: URL, signInHosts: readonly string[]): boolean {
  const isOwn =
    origin.protocol === 'https:' &&
    origin.port === '' &&
    ownDomains.some((domain) => origin.hostname.endsWith(domain) && isHostname(origin.hostname));
  return isOwn || signInHosts.some((host) => URL.canParse(host) && new URL(host).origin === origin.origin);
}

function isHostname(hostname: string): boolean {
  return hostname.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label));
}
