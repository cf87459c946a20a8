import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiCaller, holdsAcceptedKey } from '@/lib/doors/api';
import type { Caller } from '@/lib/kernel/caller';
import type { Clock } from '@/lib/kernel/clock';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { peerOf } from '@/lib/platform/peer';
import { type FailedAttempts, failedAttempts } from './failed-attempts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. There on every route under `requireCaller`. */
    caller: Caller;
  }
}

/** Asks every request to routes of `app` who it is, before its body is read. Throws `unauthenticated` or `forbidden`. */
export function requireCaller(app: FastifyInstance, settings: { origin: string; clock: Clock }): void {
  const attempts = failedAttempts(settings.clock, holdsAcceptedKey);
  app.addHook('onRequest', async (request) => {
    request.caller = await authenticated(request, attempts, settings.origin);
  });
}

/** Only keys are counted: a session cookie is signed, so a made-up one costs nothing to refuse. */
async function authenticated(
  request: FastifyRequest,
  attempts: FailedAttempts,
  origin: string,
): Promise<Caller> {
  const key = request.headers.authorization;
  if (key === undefined) return apiCaller(request, origin);
  const peer = peerOf(request);
  attempts.check(peer, key);
  try {
    return await apiCaller(request, origin);
  } catch (error) {
    if (isLatchkeyError(error) && error.code === 'unauthenticated') attempts.failed(peer);
    throw error;
  }
}
