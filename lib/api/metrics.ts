import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiCaller, type OwnAddress } from '@/lib/doors/api';
import { LatchkeyError } from '@/lib/kernel/errors';
import { isPlatformAdmin } from '@/lib/kernel/permissions';
import { countRequest, metricsText } from '@/lib/platform/metrics';

/** Counts every answer by method, route and status. */
export function countRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    countRequest({ method, route: routeOptions.url ?? 'none', status: statusCode, durationMs: elapsedTime });
  });
}

/**
 * `/metrics` in Prometheus' form, for an admin's API key or session that reaches every project: the figures are of all of
 * them. An address is no proof of who asks, so nobody is let in by one (docs/decisions/0102).
 */
export function addMetricsRoute(app: FastifyInstance, own: OwnAddress): void {
  app.route({
    method: 'GET',
    url: '/metrics',
    schema: { hide: true },
    handler: async (request, reply) => {
      await requirePlatformAdmin(request, own);
      const { contentType, body } = await metricsText();
      return reply.type(contentType).send(body);
    },
  });
}

async function requirePlatformAdmin(request: FastifyRequest, own: OwnAddress): Promise<void> {
  if (!isPlatformAdmin(await apiCaller(request, own))) throw new LatchkeyError('forbidden');
}
