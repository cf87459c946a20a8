import { readBatch, readFile, readItem, readOverviews } from './read-items';
import { readKeysets, readVault, readVaults } from './read-vaults';
import type { Route } from './route';
import {
  authComplete,
  authConfirm,
  authExchange,
  authStart,
  deviceReauthorize,
  deviceRegister,
} from './sign-in';
import { writeItems } from './write-items';

/** Every route that the SDK asks of the service. */
export const routes: readonly Route[] = [
  {
    name: 'auth/start',
    method: 'POST',
    pattern: /^\/api\/v3\/auth\/start$/,
    guard: 'none',
    answer: authStart,
  },
  {
    name: 'device',
    method: 'POST',
    pattern: /^\/api\/v1\/device$/,
    guard: 'session',
    answer: deviceRegister,
  },
  {
    name: 'device/reauthorize',
    method: 'PUT',
    pattern: /^\/api\/v1\/device\/([^/]+)\/reauthorize$/,
    guard: 'session',
    answer: deviceReauthorize,
  },
  { name: 'auth', method: 'POST', pattern: /^\/api\/v2\/auth$/, guard: 'session', answer: authExchange },
  {
    name: 'auth/confirm-key',
    method: 'POST',
    pattern: /^\/api\/v2\/auth\/confirm-key$/,
    guard: 'session',
    answer: authConfirm,
  },
  sealed('auth/complete', 'POST', /^\/api\/v2\/auth\/complete$/, authComplete),
  sealed('account/keysets', 'GET', /^\/api\/v2\/account\/keysets$/, readKeysets),
  sealed('vaults', 'GET', /^\/api\/v1\/vaults$/, readVaults),
  sealed('vault', 'GET', /^\/api\/v3\/vault\/([^/]+)$/, readVault),
  sealed('items/overviews', 'GET', /^\/api\/v1\/vault\/([^/]+)\/items\/overviews$/, readOverviews),
  sealed('item', 'GET', /^\/api\/v1\/vault\/([^/]+)\/item\/([^/]+)$/, readItem),
  sealed('items/batch', 'POST', /^\/api\/v3\/vault\/([^/]+)\/items\/batch$/, readBatch),
  sealed('file', 'GET', /^\/api\/v3\/file\/([^/]+)$/, readFile),
  sealed('items/write', 'PATCH', /^\/api\/v3\/vault\/([^/]+)\/(\d+)\/items$/, writeItems),
];

/** The route of a method and path, with the ids in the path. */
export function findRoute(method: string, path: string): { route: Route; ids: string[] } | undefined {
  const pathname = path.split('?', 1)[0] ?? '';
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(pathname) : null;
    if (match !== null) return { route, ids: match.slice(1) };
  }
  return undefined;
}

function sealed(
  name: Route['name'],
  method: string,
  pattern: RegExp,
  answer: Extract<Route, { guard: 'sealed' | 'session' }>['answer'],
): Route {
  return { name, method, pattern, guard: 'sealed', answer };
}
