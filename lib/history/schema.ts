import { z } from 'zod';
import { historyRanges } from './ranges';

export const historyInputSchema = z.object({
  secretManagerId: z.string().min(1).max(64).optional().describe('One secret manager; else all in reach.'),
  range: z.enum(historyRanges).default('day').describe('How far back, up to now.'),
});
export type HistoryInput = z.input<typeof historyInputSchema>;

const count = z.number().int();

/** What happened in a length of time. Counts of references, requests and sign-ins. */
export const historyFiguresSchema = z.object({
  memory: count.describe('References answered from memory.'),
  table: count.describe('References answered from the database.'),
  provider: count.describe('References that the provider was asked for.'),
  stale: count.describe('Of all answered, those past their fresh time.'),
  failed: count.describe('References that could not be resolved.'),
  hitRatio: z.number().nullable().describe('Share answered without the provider, 0–1; null without reads.'),
  requests: count.describe('Requests that reached the provider.'),
  failedRequests: count.describe('Requests refused, failed or not answered.'),
  signIns: count,
  p50Ms: count.nullable().describe('Half of the provider’s answers came within this time.'),
  p95Ms: count.nullable(),
});
export type HistoryFigures = z.infer<typeof historyFiguresSchema>;

const failuresSchema = z.array(z.object({ code: z.string(), title: z.string(), count }));

/** What happened over a range, in equal steps, and by secret manager. */
export const historyViewSchema = z.object({
  range: z.enum(historyRanges),
  from: z.string(),
  to: z.string(),
  stepMs: count,
  points: z.array(historyFiguresSchema.extend({ at: z.string().describe('Beginning of the step.') })),
  total: historyFiguresSchema,
  failures: failuresSchema.describe(
    'What could not be resolved in the range, by cause, the most frequent first.',
  ),
  pacePerStep: z
    .number()
    .nullable()
    .describe('Requests in one step that the daily limits of the accounts allow all day long.'),
  accountDay: z
    .object({ used: count, limit: count })
    .nullable()
    .describe('Requests of all accounts in the last 24 hours, and what they allow.'),
  managers: z.array(
    z.object({
      secretManagerId: z.string(),
      total: historyFiguresSchema,
      failures: failuresSchema,
      lastSuccessAt: z.string().nullable(),
      lastFailure: z.object({ code: z.string(), title: z.string(), at: z.string() }).nullable(),
    }),
  ),
});
export type HistoryView = z.infer<typeof historyViewSchema>;
