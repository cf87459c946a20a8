/** Routes of the service on which a fault can strike, in the order in which a cold read by names meets them. */
export const routes = [
  'auth/start',
  'auth',
  'auth/confirm-key',
  'auth/complete',
  'account/keysets',
  'vaults',
  'vault',
  'items/overviews',
  'items/batch',
  'item',
  'file',
] as const;
export type RouteName = (typeof routes)[number];

export interface FaultKind {
  name: string;
  fault: Readonly<Record<string, unknown>>;
  /** The code that a read must then give. A right value is right as well: another way was found. */
  codeAt(route: RouteName): string;
  /** The routes it can strike; all unless told. */
  only?: readonly RouteName[];
}

const contentRoutes: readonly RouteName[] = ['vault', 'items/overviews', 'items/batch', 'item', 'file'];
const isContent = (route: RouteName) => contentRoutes.includes(route);
const always = (code: string) => () => code;
const unavailable = always('provider_unavailable');

export const faultKinds: readonly FaultKind[] = [
  { name: '401', fault: { kind: 'status', status: 401 }, codeAt: always('provider_denied') },
  {
    name: '403',
    fault: { kind: 'status', status: 403 },
    codeAt: (route) => (isContent(route) ? 'secret_forbidden' : 'provider_denied'),
  },
  {
    name: '404',
    fault: { kind: 'status', status: 404 },
    codeAt: (route) => (isContent(route) ? 'secret_not_found' : 'provider_unavailable'),
  },
  { name: '429', fault: { kind: 'status', status: 429 }, codeAt: always('provider_rate_limited') },
  { name: '500', fault: { kind: 'status', status: 500 }, codeAt: unavailable },
  { name: '503', fault: { kind: 'status', status: 503 }, codeAt: unavailable },
  { name: 'redirect', fault: { kind: 'redirect', location: 'http://127.0.0.1:1/' }, codeAt: unavailable },
  { name: 'no answer', fault: { kind: 'hang' }, codeAt: always('provider_timeout') },
  { name: 'half an answer', fault: { kind: 'hang', inBody: true }, codeAt: always('provider_timeout') },
  { name: 'reset', fault: { kind: 'reset' }, codeAt: unavailable },
  { name: 'reset in body', fault: { kind: 'resetInBody' }, codeAt: unavailable },
  { name: 'truncated', fault: { kind: 'truncated' }, codeAt: unavailable },
  { name: 'oversize', fault: { kind: 'oversize', sizeBytes: 40 * 1024 * 1024 }, codeAt: unavailable },
  { name: 'not JSON', fault: { kind: 'malformed', form: 'notJson' }, codeAt: unavailable },
  { name: 'wrong shape', fault: { kind: 'malformed', form: 'wrongShape' }, codeAt: unavailable },
  { name: 'tampered', fault: { kind: 'tampered', part: 'data' }, codeAt: unavailable },
  { name: 'slow', fault: { kind: 'slow', delayMs: 100 }, codeAt: always('value') },
  { name: 'short batch', fault: { kind: 'shortBatch' }, codeAt: always('value'), only: ['items/batch'] },
  {
    name: 'reordered batch',
    fault: { kind: 'reorderedBatch' },
    codeAt: always('value'),
    only: ['items/batch'],
  },
  {
    name: 'panicking keysets',
    fault: { kind: 'panickingKeysets', form: 'empty' },
    codeAt: unavailable,
    only: ['account/keysets'],
  },
  {
    name: 'wrong proof',
    fault: { kind: 'wrongServerProof' },
    codeAt: unavailable,
    only: ['auth/confirm-key'],
  },
];
