import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiCaller } from '@/lib/doors/api';
import { LatchkeyError } from '@/lib/kernel/errors';
import { countRequest, metricsText } from '@/lib/platform/metrics';
import { peerOf } from '@/lib/platform/peer';

const loopback = new Set(['127.0.0.1', '::1']);
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Counts every answer by method, route and status. */
export function countRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    countRequest({ method, route: routeOptions.url ?? 'none', status: statusCode, durationMs: elapsedTime });
  });
}

/**
 * `/metrics` in Prometheus' form: for this machine itself, and from elsewhere for an admin's API key or session. What
 * comes through a proxy on this machine is from elsewhere.
 */
export function addMetricsRoute(app: FastifyInstance, { origin }: { origin: string }): void {
  app.route({
    method: 'GET',
    url: '/metrics',
    schema: { hide: true },
    handler: async (request, reply) => {
      if (!isLocal(request)) await requireAdmin(request, origin);
      const { contentType, body } = await metricsText();
      return reply.type(contentType).send(body);
    },
  });
}

function isLocal(request: FastifyRequest): boolean {
  return loopback.has(peerOf(request)) && proxyHeaders.every((name) => request.headers[name] === undefined);
}

async function requireAdmin({ method, headers }: FastifyRequest, origin: string): Promise<void> {
  const { role } = await apiCaller({ method, headers }, origin);
  if (role !== 'admin') throw new LatchkeyError('forbidden');
}
