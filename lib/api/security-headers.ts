import type { FastifyInstance } from 'fastify';

/** Headers on every answer, of the API and of the console. `origin` is the address that people use. */
export function securityHeaders(origin: string): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    // Without https a browser ignores it; with it, nobody comes back over http for half a year.
    ...(origin.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=15552000' } : {}),
  };
}

/** Headers of every answer of the API, which may do nothing in a browser and is kept by nobody. */
export function apiHeaders(origin: string): Record<string, string> {
  return {
    ...securityHeaders(origin),
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
  };
}

/** Sets them on every answer of the API. */
export function setHeaders(app: FastifyInstance, origin: string): void {
  const headers = apiHeaders(origin);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('X-Request-Id', request.id);
  });
}

/**
 * What a page of the console may load and do. Scripts run only with this request's nonce; styles may be inline, for
 * React and the component kit set them on elements; nothing may frame it or take its forms elsewhere.
 */
export function pageContentPolicy(nonce: string, mode: 'built' | 'developed'): string {
  const forReloading = mode === 'developed' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${forReloading}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${mode === 'developed' ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
