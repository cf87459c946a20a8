import { env } from '@/lib/platform/env';

/** The first loopback address among LATCHKEY_SIGN_IN_HOSTS, where a sandbox would run; undefined without one. */
export function sandboxAddress(): string | undefined {
  return env().signInHosts.find((host) => isLoopback(new URL(host).hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
