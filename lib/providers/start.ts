import type { ProviderSettings, WireEvent } from './contract';
import type { ProviderId } from './descriptors';
import { createOnePasswordProvider, type OnePasswordSettings } from './onepassword/host';
import { createConnectProvider } from './onepassword-connect/provider';
import { createEventsFeed } from './onepassword-events/feed';
import type { Providers } from './registry';

/** What every provider is made with; `onWire` is told whose request it was. */
export interface ProvidersSettings extends Omit<ProviderSettings, 'onWire'> {
  onWire(provider: ProviderId, event: WireEvent): void;
  /** Told when a worker of the 1Password provider ended other than by `close`. */
  onWorkerEnd?: OnePasswordSettings['onWorkerEnd'];
}

/** One provider of each kind, to be registered. Nothing is started before the first call. */
export function createProviders({
  onWire,
  onWorkerEnd,
  ...settings
}: ProvidersSettings): Required<Providers> {
  const of = (provider: ProviderId) => ({
    ...settings,
    onWire: (event: WireEvent) => onWire(provider, event),
  });
  // Both kinds read the same accounts.
  const feed = createEventsFeed(of('onepassword'));
  return {
    onepassword: {
      ...createOnePasswordProvider({
        ...of('onepassword'),
        ...(onWorkerEnd ? { onWorkerEnd } : {}),
      }),
      feed,
    },
    'onepassword-connect': { ...createConnectProvider(of('onepassword-connect')), feed },
  };
}
