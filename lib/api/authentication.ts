import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiCaller, type OwnAddress } from '@/lib/doors/api';
import type { Caller } from '@/lib/kernel/caller';
import { isLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { type Limit, takeTurns } from '@/lib/platform/limit';
import { networkOf, peerOf } from '@/lib/platform/peer';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. There on every route under `requireCaller`. */
    caller: Caller;
    /** Who asks, looked up again: for an answer that goes on. Throws `unauthenticated` or `forbidden`. */
    callerNow(): Promise<Caller>;
  }
}

const wrongKeys: Limit = { name: 'wrong-keys', turns: 30, windowMs: 60_000, counted: 'process' };

/** Asks every request to routes of `app` who it is, before its body is read. Throws `unauthenticated` or `forbidden`. */
export function requireCaller(app: FastifyInstance, own: OwnAddress): void {
  app.addHook('onRequest', async (request) => {
    request.caller = await authenticated(request, own);
    request.callerNow = () => apiCaller(request, own);
  });
}

/**
 * A key is looked up first and failures alone are counted, by network: workloads behind one proxy share its address, and a
 * stranger there locks out nobody. A session cookie is signed, so a made-up one costs nothing to refuse.
 */
async function authenticated(request: FastifyRequest, own: OwnAddress): Promise<Caller> {
  try {
    return await apiCaller(request, own);
  } catch (error) {
    if (
      request.headers.authorization !== undefined &&
      isLatchkeyError(error) &&
      error.code === 'unauthenticated'
    )
      await countWrongKey(networkOf(peerOf(request)));
    throw error;
  }
}

async function countWrongKey(network: string): Promise<void> {
  const { granted, retryAfterMs } = await takeTurns(wrongKeys, network);
  if (granted === 0)
    throw new LatchkeyError('unauthenticated', { says: messageFor('keyAttempts'), retryAfterMs });
}
