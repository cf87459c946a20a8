// Plain data, for pages too: what loads a client or a vendor's package stays out.

/** What is known of a kind of secret manager without asking one. */
export interface ProviderDescriptor {
  /** Items that one request reads at most. */
  itemsPerRequest: number;
  /** Whether the service counts requests and refuses those beyond its limits. */
  hasLimits: boolean;
}

export const providerIds = ['onepassword', 'onepassword-connect'] as const;
export type ProviderId = (typeof providerIds)[number];

const descriptors: Readonly<Record<ProviderId, ProviderDescriptor>> = {
  onepassword: {
    // @1password/sdk 0.5.0, items.getAll.
    itemsPerRequest: 50,
    hasLimits: true,
  },
  'onepassword-connect': {
    itemsPerRequest: 1,
    hasLimits: false,
  },
};

/** What is known of a kind. */
export function descriptorOf(provider: ProviderId): ProviderDescriptor {
  return descriptors[provider];
}

/** Whether a text is the id of a kind. */
export function isProviderId(text: string): text is ProviderId {
  return providerIds.some((id) => id === text);
}
