import { z } from 'zod';
import type { Api } from './api';

/** One part that must work for the product to be of use. `check` throws when it does not. */
export interface Part {
  name: string;
  check(): Promise<void>;
}

export interface HealthSettings {
  parts: readonly Part[];
  /** Whether the process takes new work, or is on its way out. */
  isStopping(): boolean;
}

const checkDeadlineMs = 2_000;
const readySchema = z.object({
  status: z.enum(['ready', 'not_ready', 'stopping']),
  parts: z.record(z.string(), z.enum(['up', 'down'])),
});

/** `/api/live`: the process answers. `/api/ready`: what it needs works too; 503 when not, or when it is stopping. */
export function healthRoutes(api: Api, { parts, isStopping }: HealthSettings): void {
  const tags = ['Operation'];
  api.get(
    '/api/live',
    {
      schema: {
        tags,
        operationId: 'live',
        summary: 'Whether the process answers',
        security: [],
        response: { 200: z.object({ status: z.literal('live') }) },
      },
    },
    () => ({ status: 'live' as const }),
  );

  api.get(
    '/api/ready',
    {
      schema: {
        tags,
        operationId: 'ready',
        summary: 'Whether database, keyring and provider work',
        security: [],
        response: { 200: readySchema, 503: readySchema },
      },
    },
    async (_request, reply) => {
      const states = Object.fromEntries(
        await Promise.all(parts.map(async (part) => [part.name, await stateOf(part)])),
      );
      const isUp = parts.every(({ name }) => states[name] === 'up');
      const status = isStopping() ? 'stopping' : isUp ? 'ready' : 'not_ready';
      return reply.code(status === 'ready' ? 200 : 503).send({ status, parts: states });
    },
  );
}

async function stateOf(part: Part): Promise<'up' | 'down'> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('deadline')), checkDeadlineMs);
  });
  try {
    await Promise.race([part.check(), deadline]);
    return 'up';
  } catch {
    return 'down';
  } finally {
    clearTimeout(timer);
  }
}
