import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';

/** Requests under way at once. Each that waits for a secret manager holds some 10 KB: this many stay within 40 MB. */
const mostAtOnce = 4_000;
const retryAfterMs = 1_000;

/**
 * Refuses requests to routes of `app` with 503 and `Retry-After` while too many are under way, before anything is read
 * of them: a stampede upon a slow provider must not fill memory. `most` is for tests.
 */
export function shedLoad(app: FastifyInstance, most: number = mostAtOnce): void {
  const underWay = counted(app);
  app.addHook('onRequest', async (request, reply) => {
    if (underWay.of('all') >= most) throw tooMany();
    underWay.begin(request, 'all', reply.raw);
  });
}

/**
 * Refuses what one caller asks beyond half of that, so that nobody's requests leave no place for everybody else's. To be
 * called after what tells the caller.
 */
export function shareLoad(app: FastifyInstance, most: number = mostAtOnce / 2): void {
  const underWay = counted(app);
  app.addHook('onRequest', async (request, reply) => {
    const { kind, id } = request.caller;
    const owner = `${kind} ${id}`;
    if (underWay.of(owner) >= most) throw tooMany();
    underWay.begin(request, owner, reply.raw);
  });
}

/**
 * Counts requests by owner until they are answered or their client has gone. An answer that is ready counts no more: behind a
 * slow one on the same connection it can wait long to be written, and holds up nobody.
 */
function counted(app: FastifyInstance) {
  const counts = new Map<string, number>();
  const ends = new WeakMap<FastifyRequest, () => void>();
  app.addHook('onSend', async (request) => ends.get(request)?.());
  return {
    of: (owner: string) => counts.get(owner) ?? 0,
    begin(request: FastifyRequest, owner: string, raw: NodeJS.EventEmitter) {
      counts.set(owner, (counts.get(owner) ?? 0) + 1);
      const end = () => {
        if (!ends.delete(request)) return;
        const left = (counts.get(owner) ?? 1) - 1;
        if (left > 0) counts.set(owner, left);
        else counts.delete(owner);
      };
      ends.set(request, end);
      raw.once('close', end);
    },
  };
}

function tooMany(): LatchkeyError {
  return new LatchkeyError('overloaded', {
    says: messageFor('requestsWaiting'),
    retryAfterMs,
  });
}
