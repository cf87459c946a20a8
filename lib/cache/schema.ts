import { z } from 'zod';
import { pageQuerySchema } from '@/lib/kernel/page';
import { entrySorts } from './entry-sorts';
import { entryFilterStates, entryStates } from './entry-states';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Lifetimes of cache entries, in milliseconds; see docs/architecture.md for what each does. */
export const policySchema = z.object({
  freshMs: z
    .number()
    .int()
    .min(0)
    .max(7 * dayMs)
    .describe('How long a value is served without asking again, in milliseconds.'),
  refreshAheadRatio: z
    .number()
    .min(0.1)
    .max(1)
    .describe('The share of the fresh time after which a read refreshes it ahead of time; 1: never.'),
  staleWhileUnreachableMs: z
    .number()
    .int()
    .min(0)
    .max(30 * dayMs)
    .describe(
      'How long a value is still served while the secret manager cannot be reached, in milliseconds.',
    ),
  absentMs: z
    .number()
    .int()
    .min(0)
    .max(dayMs)
    .describe('How long “not found” is believed at first, in milliseconds; it grows while it stays so.'),
  absentMaxMs: z
    .number()
    .int()
    .min(0)
    .max(7 * dayMs)
    .describe('How long “not found” is believed at most, in milliseconds.'),
});
export type CachePolicy = z.infer<typeof policySchema>;

const id = z.string().min(1).max(64);

/** Which entries: all that every given filter lets through. */
export const entryFilterSchema = z.object({
  secretManagerId: id.optional().describe('Of this secret manager.'),
  state: z
    .enum(entryFilterStates)
    .optional()
    .describe('In this state; `failing`: whose last answer was an error.'),
  search: z.string().max(200).optional().describe('Part of the reference, by names or by ids.'),
  projectId: id.optional().describe('Bound in a connection of this project.'),
  connection: id.optional().describe('Bound in the connection of this key.'),
  code: z.string().max(60).optional().describe('Whose last answer was this error code.'),
  minAgeMs: z.coerce
    .number()
    .int()
    .min(0)
    .max(400 * dayMs)
    .optional()
    .describe('Answered at least so long ago.'),
});
export type EntryFilter = z.infer<typeof entryFilterSchema>;

export const cacheListInputSchema = pageQuerySchema.extend({
  ...entryFilterSchema.shape,
  sort: z
    .enum(entrySorts)
    .default('age')
    .describe('What they are sorted by; `age` is the time since the answer.'),
  order: z.enum(['asc', 'desc']).optional().describe('Without it: youngest, A first, most, latest first.'),
  // Holds the last row's value beside its id, so that a row that goes meanwhile loses nobody their place.
  cursor: z.string().max(4_000).optional().describe('`nextCursor` of the page before.'),
});
export type CacheListInput = z.input<typeof cacheListInputSchema>;

/** Many entries at once: by id, or all that a filter lets through. */
export const entrySelectionSchema = z.union([
  z.object({ ids: z.array(id).min(1).max(1_000).describe('Ids of cache entries.') }),
  z.object({ filter: entryFilterSchema.describe('All entries that every given filter lets through.') }),
]);
export type EntrySelection = z.input<typeof entrySelectionSchema>;

const count = z.number().int();

/** Counting stops here: more is told as at least so many. */
export const mostCounted = 10_000;

export const entryCountsSchema = z.object({
  all: count,
  fresh: count,
  stale: count,
  expired: count,
  absent: count,
  failing: count,
});

const countNames = z.array(entryCountsSchema.keyof());

/** How many entries there are: of the filter, by state, and of all in reach. */
export const cacheSummarySchema = z.object({
  filtered: entryCountsSchema.describe('Of the filter without its state.'),
  all: entryCountsSchema,
  atLeast: z
    .object({ filtered: countNames, all: countNames })
    .describe('Counts of which there may be more: counting stops at 10,000 entries.'),
});
export type CacheSummary = z.infer<typeof cacheSummarySchema>;

/** What clearing or refreshing a selection means. */
export const selectionPreviewSchema = z.object({
  count,
  clearable: count.describe('How many of them the caller may clear: connections of others live on the rest.'),
  requests: count.describe('About how many requests reading them again takes: fifty items a request.'),
  connections: count.describe('Connections that need them.'),
  managers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      count,
      pausedBecause: z.string().nullable().describe('An error code: no request goes out to it now.'),
    }),
  ),
});
export type SelectionPreview = z.infer<typeof selectionPreviewSchema>;

export const refreshedSchema = z.object({
  asked: count,
  answered: count,
  failures: z.array(z.object({ code: z.string(), title: z.string(), count })),
  nextCursor: z
    .string()
    .nullable()
    .describe('Send it with the same selection for the rest; null: all were asked.'),
});
export type Refreshed = z.infer<typeof refreshedSchema>;

/** A cache entry as support sees it. There is no place for a value. */
export const entryViewSchema = z.object({
  id: z.string(),
  subject: z.string().describe('Of its timeline: stays when the entry is cleared and read again.'),
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
  absentMessage: z.string().nullable().describe('Why it is absent, and what to do.'),
  lastError: z.object({ code: z.string(), message: z.string(), at: z.string() }).nullable(),
  isRefreshing: z.boolean().describe('The provider is being asked for it right now.'),
  nextRefresh: z
    .object({
      when: z.enum(['ahead', 'next_read', 'after_pause']),
      at: z.string().nullable().describe('Not before; null: at the next read, whenever that is.'),
    })
    .describe('When the provider is asked again, if somebody reads it.'),
  hits: z.number().int(),
  lastReadAt: z.string().nullable(),
  lastReadBy: z.string().nullable(),
  mayClear: z
    .boolean()
    .describe('Whether the caller may clear it: all that live on it are of projects that are wholly theirs.'),
  connections: z.array(z.object({ key: z.string(), name: z.string() })),
});
export type EntryView = z.infer<typeof entryViewSchema>;

/** A reference that the cache holds or held. There is no place for a value. */
export const referenceViewSchema = z.object({
  subject: z.string(),
  secretManagerId: z.string(),
  secretManagerName: z.string(),
  reference: z.string().describe('As it is asked for.'),
  shownReference: z.string().describe('By names.'),
  entry: entryViewSchema.nullable().describe('Null: the cache holds nothing of it now.'),
  connections: z.array(z.object({ key: z.string(), name: z.string() })),
});
export type ReferenceView = z.infer<typeof referenceViewSchema>;
