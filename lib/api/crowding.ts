import type { FastifyInstance } from 'fastify';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';

/** Requests under way at once. Each that waits for 1Password holds some 10 KB: this many stay within 40 MB. */
const mostAtOnce = 4_000;
const retryAfterMs = 1_000;

/**
 * Refuses requests to routes of `app` with 503 and `Retry-After` while too many are under way, before anything is read
 * of them: a stampede upon a slow provider must not fill memory. `most` is for tests.
 */
export function shedLoad(app: FastifyInstance, most: number = mostAtOnce): void {
  let underWay = 0;
  app.addHook('onRequest', async (_request, reply) => {
    if (underWay >= most) throw tooMany();
    underWay += 1;
    reply.raw.once('close', () => {
      underWay -= 1;
    });
  });
}

function tooMany(): LatchkeyError {
  return new LatchkeyError('overloaded', {
    says: sentence('requestsWaiting'),
    retryAfterMs,
  });
}
