import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiCaller } from '@/lib/doors/api';
import type { Caller } from '@/lib/kernel/caller';
import type { Clock } from '@/lib/kernel/clock';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { type FailedAttempts, failedAttempts } from './failed-attempts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. There on every route under `requireCaller`. */
    caller: Caller;
  }
}

/** Asks every request to routes of `app` who it is, before its body is read. Throws `unauthenticated` or `forbidden`. */
export function requireCaller(app: FastifyInstance, settings: { origin: string; clock: Clock }): void {
  const attempts = failedAttempts(settings.clock);
  app.addHook('onRequest', async (request) => {
    request.caller = await authenticated(request, attempts, settings.origin);
  });
}

async function authenticated(
  request: FastifyRequest,
  attempts: FailedAttempts,
  origin: string,
): Promise<Caller> {
  const { authorization, cookie } = request.headers;
  const proof = authorization ?? cookie;
  if (proof !== undefined) attempts.check(request.ip, proof);
  try {
    const caller = await apiCaller({ method: request.method, headers: request.headers }, origin);
    if (proof !== undefined) attempts.succeeded(proof);
    return caller;
  } catch (error) {
    if (proof !== undefined && isLatchkeyError(error) && error.code === 'unauthenticated')
      attempts.failed(request.ip);
    throw error;
  }
}
