import { z } from 'zod';
import { pageQuerySchema } from '@/lib/kernel/page';

export const entryStates = ['fresh', 'stale', 'expired', 'absent'] as const;

export const cacheListInputSchema = pageQuerySchema.extend({
  secretManagerId: z.string().max(64).optional(),
  state: z.enum(entryStates).optional(),
  search: z.string().max(200).optional(),
});
export type CacheListInput = z.infer<typeof cacheListInputSchema>;

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
