import { isLoopbackName } from '@/lib/kernel/host-name';
import type { OutwardProxy, ProxySettings } from '@/lib/kernel/outward-proxy';
import { canonicalHost } from './host';
import { isListedByName } from './rules';

/**
 * The proxy that a request to `address` goes through. Undefined: none, it goes directly. This machine itself is never
 * asked for through a proxy, where the same name would mean another machine.
 */
export function proxyFor(settings: ProxySettings, address: URL): OutwardProxy | undefined {
  const isTls = address.protocol === 'https:';
  const proxy = isTls ? settings.https : settings.http;
  const host = canonicalHost(address.hostname);
  if (proxy === undefined || host === undefined || settings.direct === 'all') return undefined;
  const port = address.port === '' ? (isTls ? 443 : 80) : Number(address.port);
  const isDirect = isLoopbackName(host) || isListedByName(settings.direct, host, port);
  return isDirect ? undefined : proxy;
}

/** Whether any proxy is set. */
export function hasProxy({ https, http }: ProxySettings): boolean {
  return https !== undefined || http !== undefined;
}
