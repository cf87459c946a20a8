import { z } from 'zod';
import { pageQuerySchema } from '@/lib/kernel/page';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Lifetimes of cache entries, in milliseconds; see docs/architecture.md for what each does. */
export const policySchema = z.object({
  freshMs: z
    .number()
    .int()
    .min(0)
    .max(7 * dayMs),
  refreshAheadRatio: z.number().min(0.1).max(1),
  staleWhileUnreachableMs: z
    .number()
    .int()
    .min(0)
    .max(30 * dayMs),
  absentMs: z.number().int().min(0).max(dayMs),
  absentMaxMs: z
    .number()
    .int()
    .min(0)
    .max(7 * dayMs),
});
export type CachePolicy = z.infer<typeof policySchema>;

export const defaultPolicy: CachePolicy = {
  freshMs: 5 * minuteMs,
  refreshAheadRatio: 0.8,
  staleWhileUnreachableMs: dayMs,
  absentMs: minuteMs,
  absentMaxMs: 15 * minuteMs,
};

export const entryStates = ['fresh', 'stale', 'expired', 'absent'] as const;

export const cacheListInputSchema = pageQuerySchema.extend({
  secretManagerId: z.string().max(64).optional(),
  state: z.enum(entryStates).optional(),
  search: z.string().max(200).optional(),
});
export type CacheListInput = z.input<typeof cacheListInputSchema>;

/** A cache entry as support sees it. There is no place for a value. */
export const entryViewSchema = z.object({
  id: z.string(),
  secretManagerId: z.string(),
  secretManagerName: z.string(),
  reference: z.string().describe('By ids.'),
  shownReference: z.string().describe('By names.'),
  state: z.enum(entryStates),
  ageMs: z.number().int(),
  fetchedAt: z.string(),
  freshUntil: z.string(),
  staleUntil: z.string().nullable(),
  changedAt: z.string().nullable(),
  absentCode: z.string().nullable(),
  lastError: z.object({ code: z.string(), message: z.string(), at: z.string() }).nullable(),
  hits: z.number().int(),
  lastReadAt: z.string().nullable(),
  lastReadBy: z.string().nullable(),
  connections: z.array(z.object({ key: z.string(), name: z.string() })),
});
export type EntryView = z.infer<typeof entryViewSchema>;
