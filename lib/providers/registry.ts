import { LatchkeyError } from '@/lib/kernel/errors';
import { findSingleton, replaceSingleton } from '@/lib/platform/singleton';
import type { Provider } from './contract';

const name = 'providers';

export type Providers = Record<'onepassword', Provider>;

/** Registers the running providers, once at start. */
export function registerProviders(providers: Providers): void {
  replaceSingleton(name, providers);
}

/** A running provider. Throws `internal` when none was started. */
export function providerOf(id: keyof Providers): Provider {
  const providers = findSingleton<Providers>(name);
  if (!providers) throw new LatchkeyError('internal', { inside: 'providers are not started' });
  return providers[id];
}

/** Ends the sign-in of a manager at whatever provider it has: its next call signs in again. */
export async function renewSession(managerId: string): Promise<void> {
  const providers = findSingleton<Providers>(name);
  if (!providers) return;
  await Promise.all(Object.values(providers).map((provider) => provider.renew(managerId)));
}

/** Ends every provider's clients and workers. */
export async function closeProviders(): Promise<void> {
  const providers = findSingleton<Providers>(name);
  if (!providers) return;
  await Promise.all(Object.values(providers).map((provider) => provider.close('all')));
}
