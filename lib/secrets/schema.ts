import { z } from 'zod';
import { saysOf } from '@/lib/kernel/says-of';

const referenceText = z.string().min(1, saysOf('referenceMissing')).max(2_000);

export const checkInputSchema = z.object({
  secretManagerId: z.string().min(1).max(64),
  reference: referenceText,
});
export type CheckInput = z.input<typeof checkInputSchema>;

/** The most that one call checks. */
export const mostChecks = 100;
export const checkAllInputSchema = z.array(checkInputSchema).max(mostChecks);

export const sources = ['memory', 'table', 'provider', 'literal'] as const;
export type Source = (typeof sources)[number];
export const states = ['fresh', 'stale'] as const;
export type State = (typeof states)[number];

const titlesSchema = z.object({
  vault: z.string(),
  item: z.string(),
  section: z.string().optional(),
  field: z.string(),
});
export type Titles = z.infer<typeof titlesSchema>;

/** What a check tells: found or why not, from where, how old. Never the value. */
export const checkResultSchema = z.object({
  ok: z.boolean(),
  code: z.string().optional(),
  message: z.string().optional(),
  retryAfterMs: z.number().optional(),
  reference: z
    .object({
      ids: z.string().describe('The form that is stored.'),
      names: z.string().describe('The form that people read.'),
    })
    .optional(),
  titles: titlesSchema.optional(),
  fieldType: z.string().optional(),
  itemUpdatedAt: z.string().optional(),
  source: z.enum(sources).optional(),
  state: z.enum(states).optional(),
  ageMs: z.number().optional(),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

export const resolveInputSchema = z.object({
  secretManagerId: z.string().min(1).max(64),
  references: z.array(referenceText).min(1).max(1_000),
});
export type ResolveInput = z.input<typeof resolveInputSchema>;

export const resolveResultSchema = z.object({
  results: z.array(
    z.union([
      z.object({
        reference: z.string(),
        value: z.string(),
        source: z.enum(sources),
        state: z.enum(states),
        ageMs: z.number(),
      }),
      z.object({
        reference: z.string(),
        error: z.object({ code: z.string(), message: z.string(), retryAfterMs: z.number().optional() }),
      }),
    ]),
  ),
});
