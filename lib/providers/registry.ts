import { LatchkeyError } from '@/lib/kernel/errors';
import { findSingleton, replaceSingleton } from '@/lib/platform/singleton';
import type { Provider } from './contract';
import type { ProviderId } from './descriptors';

const name = 'providers';

export type Providers = Partial<Record<ProviderId, Provider>>;

/** Registers the running providers, once at start. */
export function registerProviders(providers: Providers): void {
  replaceSingleton(name, providers);
}

/** A running provider. Throws `internal` when none was started. */
export function providerOf(id: ProviderId): Provider {
  const provider = findSingleton<Providers>(name)?.[id];
  if (!provider) throw new LatchkeyError('internal', { inside: `the provider ${id} is not started` });
  return provider;
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
