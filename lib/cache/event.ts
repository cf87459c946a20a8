import { z } from 'zod';
import { pageQuerySchema } from '@/lib/kernel/page';

/** What can stand in a reference's timeline, closed. */
export const eventKinds = [
  /** Read by somebody and refreshed, counted by hour, later by day. */
  'activity',
  /** Read from the provider when nothing was kept of it. */
  'first',
  /** The value is another one: its fingerprint changed. */
  'rotated',
  /** The provider said that it is not there, or not permitted. */
  'absent',
  /** There again after that, with the value of before. */
  'found',
  /** The provider was asked and gave no answer, or nothing is asked of it; counted by hour and cause. */
  'failed',
  'refreshed',
  'cleared',
  'bound',
  /** Its item was removed, and the one of its name took its place. */
  'followed_name',
  'token_replaced',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** One line of a timeline. There is no place for a value, its length or its fingerprint. */
export const cacheEventViewSchema = z.object({
  id: z.string(),
  kind: z.enum(eventKinds),
  at: z.string().describe('When it was last so.'),
  since: z.string().describe('When it began: differs from `at` where several are counted up.'),
  reads: z.number().int(),
  refreshes: z.number().int(),
  failures: z.number().int(),
  code: z.string().nullable().describe('An error code.'),
  wire: z.string().nullable().describe('Class of the HTTP status, why there was none, or `unsent`.'),
  by: z.string().nullable(),
  connection: z.string().nullable().describe('Key of the connection that it was bound in.'),
});
export type CacheEventView = z.infer<typeof cacheEventViewSchema>;

const dayMs = 24 * 3_600_000;

export const failureListInputSchema = pageQuerySchema.extend({
  withinMs: z.coerce
    .number()
    .int()
    .min(1)
    .max(30 * dayMs)
    .default(dayMs)
    .describe('How far back, in milliseconds.'),
  secretManagerId: z.string().min(1).max(64).optional().describe('Those of this secret manager.'),
});
export type FailureListInput = z.input<typeof failureListInputSchema>;

/** A reference that could not be read, by cause and hour. */
export const failureViewSchema = z.object({
  id: z.string(),
  subject: z.string().describe('Of its timeline.'),
  secretManagerId: z.string(),
  secretManagerName: z.string(),
  shownReference: z.string().describe('By names, where they are known.'),
  code: z.string(),
  wire: z.string().nullable(),
  failures: z.number().int(),
  since: z.string(),
  at: z.string(),
});
export type FailureView = z.infer<typeof failureViewSchema>;
