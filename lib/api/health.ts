import { z } from 'zod';
import type { ErrorCode } from '@/lib/kernel/error-codes';
import { type Route, route } from './route';

/** What keeps a part from saving, though what is known is read. */
const partTroubles = [
  'storage_full',
  'storage_read_only',
  'database_unavailable',
] as const satisfies ErrorCode[];
export type PartTrouble = (typeof partTroubles)[number];

/**
 * One part that must work for the product to be of use. `check` throws when it does not, and answers what keeps it from
 * saving.
 */
export interface Part {
  name: string;
  check(): Promise<PartTrouble | undefined>;
}

export interface HealthSettings {
  parts: readonly Part[];
  /** Whether the process is on its way out. */
  isStopping(): boolean;
}

const tag = 'Operation';
const checkDeadlineMs = 2_000;
const liveSchema = z.object({ status: z.literal('live') });
const startedSchema = z.object({ status: z.literal('started') });
const readySchema = z.object({
  status: z.enum(['ready', 'not_ready', 'stopping']),
  parts: z.record(z.string(), z.enum(['up', 'down', ...partTroubles])),
});

/** `/api/live`: the process answers. `/api/started`: so it does since its start is over. `/api/ready`: what it needs works too; 503 when not, or when it is stopping. */
export function healthRoutes({ parts, isStopping }: HealthSettings): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/live',
      tag,
      operationId: 'live',
      summary: 'Whether the process answers',
      description:
        'Answers as soon as the process can. It asks neither the database nor a secret manager, so an orchestrator can restart by it.',
      answer: liveSchema,
      run: () => ({ status: 'live' as const }),
    }),

    route({
      method: 'GET',
      path: '/api/started',
      tag,
      operationId: 'started',
      summary: 'Whether the start is over',
      description:
        'Answers 503 while the database is migrated or waited for and parts are opened, then 200 for as long as the process runs. For a startup probe, which gives a slow first start its time.',
      answer: startedSchema,
      run: () => ({ status: 'started' as const }),
    }),

    route({
      method: 'GET',
      path: '/api/ready',
      tag,
      operationId: 'ready',
      summary: 'Whether database, keyring and providers work',
      description:
        'Answers 503 in the same form when one of them does not work, or when the process is stopping. `storage_full`, `storage_read_only` and `database_unavailable`: what is known is read, and everything else is refused with that code; it counts as ready, of a database that is away for as long as LATCHKEY_DETACHED_MS says.',
      answer: readySchema,
      otherStatuses: { 503: 'A part does not work, or the process is stopping.' },
      statusOf: ({ status }) => (status === 'ready' ? 200 : 503),
      run: async () => {
        const states = await Promise.all(
          parts.map(async (part) => [part.name, await stateOf(part)] as const),
        );
        const isUp = states.every(([, state]) => state !== 'down');
        const status = isStopping() ? 'stopping' : isUp ? 'ready' : 'not_ready';
        return { status, parts: Object.fromEntries(states) } as const;
      },
    }),
  ];
}

async function stateOf(part: Part): Promise<'up' | 'down' | PartTrouble> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('deadline')), checkDeadlineMs);
  });
  try {
    return (await Promise.race([part.check(), deadline])) ?? 'up';
  } catch {
    return 'down';
  } finally {
    clearTimeout(timer);
  }
}
