import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';

/** The hosts of the Events API, by region (developer.1password.com, Events API reference). */
const ownOrigins = [
  'https://events.1password.com',
  'https://events.1password.ca',
  'https://events.1password.eu',
  'https://events.ent.1password.com',
] as const;

/**
 * The origin to ask: the one that is told, or that of the region of a sign-in address. Throws `sign_in_address_refused` where it is
 * neither one of 1Password's nor one of `allowed`, each exactly.
 */
export function eventsOrigin(
  { origin, signInAddress }: { origin?: string | undefined; signInAddress: string },
  allowed: readonly string[],
): string {
  const wanted = originIn(origin ?? regionalOrigin(signInAddress));
  const isOwn = ownOrigins.some((own) => own === wanted);
  if (wanted !== undefined && (isOwn || allowed.some((each) => originIn(each) === wanted))) return wanted;
  throw new LatchkeyError('sign_in_address_refused', { says: messageFor('feedAddressRefused') });
}

function regionalOrigin(signInAddress: string): string {
  const host = URL.canParse(signInAddress) ? new URL(signInAddress).hostname : '';
  if (host.endsWith('.ent.1password.com')) return 'https://events.ent.1password.com';
  const region = /\.1password\.(?<region>ca|eu)$/.exec(host)?.groups?.region;
  return region ? `https://events.1password.${region}` : 'https://events.1password.com';
}

/** Undefined where the text is more than an origin: a path, a query, a user. */
function originIn(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, href, protocol } = new URL(text);
  const isBare = href === `${origin}/` && (protocol === 'https:' || protocol === 'http:');
  return isBare ? origin : undefined;
}
