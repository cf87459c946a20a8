/** A request's place in the protocol. */
export interface Route {
  /** Ids taken out, so that it can be counted: `items/batch`, `auth/start`; `other` when unknown. */
  route: string;
  vaultId?: string;
  itemId?: string;
}

// The routes @1password/sdk 0.5.0 was seen to use, without `/api/v<n>/`.
const patterns: { route: string; pattern: RegExp }[] = [
  { route: 'auth/start', pattern: /^auth\/start$/ },
  { route: 'auth', pattern: /^auth$/ },
  { route: 'auth/confirm-key', pattern: /^auth\/confirm-key$/ },
  { route: 'auth/complete', pattern: /^auth\/complete$/ },
  { route: 'device', pattern: /^device(?:\/[^/]+\/reauthorize)?$/ },
  { route: 'keysets', pattern: /^account\/keysets$/ },
  { route: 'vaults', pattern: /^vaults$/ },
  { route: 'vault', pattern: /^vault\/(?<vaultId>[^/]+)$/ },
  { route: 'items/overviews', pattern: /^vault\/(?<vaultId>[^/]+)\/items\/overviews$/ },
  { route: 'items/batch', pattern: /^vault\/(?<vaultId>[^/]+)\/items\/batch$/ },
  { route: 'item', pattern: /^vault\/(?<vaultId>[^/]+)\/item\/(?<itemId>[^/]+)$/ },
  { route: 'file', pattern: /^file\/[^/]+$/ },
];

/** Names the route of a path such as `/api/v3/vault/<id>/items/batch`. */
export function routeOf(pathname: string): Route {
  const path = pathname.replace(/^\/api\/v\d+\//, '');
  for (const { route, pattern } of patterns) {
    const match = pattern.exec(path);
    if (match) return { route, vaultId: match.groups?.vaultId, itemId: match.groups?.itemId };
  }
  return { route: 'other' };
}
