/**
 * The routes of Connect that are served, with `:name` where an id stands. Source: Connect's OpenAPI specification 1.7.1
 * (github.com/1Password/connect, docs/openapi/spec.yaml); of its calls only those that read.
 */
export const connectRoutes = [
  '/heartbeat',
  '/health',
  '/v1/vaults',
  '/v1/vaults/:vault',
  '/v1/vaults/:vault/items',
  '/v1/vaults/:vault/items/:item',
  '/v1/vaults/:vault/items/:item/files',
  '/v1/vaults/:vault/items/:item/files/:file',
  '/v1/vaults/:vault/items/:item/files/:file/content',
] as const;

/** The name of a route: its path without ids. */
export type ConnectRoute = (typeof connectRoutes)[number];

/** A route that a path meets. The ids are texts as the client sent them, perhaps no ids at all; absent ones are "". */
export type FoundRoute = {
  readonly route: ConnectRoute;
  readonly vault: string;
  readonly item: string;
  readonly file: string;
  /** The text of `?filter=`, when there is one. */
  readonly filter: string | undefined;
};

/** The route of a path with its query, or undefined. One slash at the end is the same path: the vendor's client adds it. */
export function findConnectRoute(pathWithQuery: string): FoundRoute | undefined {
  const [path = ''] = pathWithQuery.split('?', 1);
  const query = new URLSearchParams(pathWithQuery.slice(path.length));
  const segments = path.replace(/(.)\/$/, '$1').split('/');
  for (const route of connectRoutes) {
    const ids = idsIn(route.split('/'), segments);
    if (ids === undefined) continue;
    const { vault = '', item = '', file = '' } = ids;
    return { route, vault, item, file, filter: query.get('filter') ?? undefined };
  }
  return undefined;
}

function idsIn(pattern: string[], segments: string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const ids: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) ids[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return ids;
}
