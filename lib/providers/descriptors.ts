// Plain data, for pages too: what loads a client or a vendor's package stays out.

/** What is known of a kind of secret manager without asking one. */
export interface ProviderDescriptor {
  /** As people know it. */
  name: string;
  /** The parts of `config`, as the API names them, in the order of the form. */
  config: readonly ConfigField[];
  /** Items that one request reads at most. */
  itemsPerRequest: number;
  /** Whether the service counts requests and refuses those beyond its limits. */
  hasLimits: boolean;
}

export interface ConfigField {
  name: string;
  kind: 'token' | 'address' | 'certificate';
  isRequired: boolean;
}

export const providerIds = ['onepassword', 'onepassword-connect'] as const;
export type ProviderId = (typeof providerIds)[number];

const descriptors: Readonly<Record<ProviderId, ProviderDescriptor>> = {
  onepassword: {
    name: '1Password',
    config: [{ name: 'serviceAccountToken', kind: 'token', isRequired: true }],
    // @1password/sdk 0.5.0, items.getAll.
    itemsPerRequest: 50,
    hasLimits: true,
  },
  'onepassword-connect': {
    name: '1Password Connect',
    config: [
      { name: 'serverUrl', kind: 'address', isRequired: true },
      { name: 'token', kind: 'token', isRequired: true },
      { name: 'caCertificate', kind: 'certificate', isRequired: false },
    ],
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
