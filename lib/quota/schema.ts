import { z } from 'zod';

const meterSchema = z.object({
  used: z.number().int(),
  limit: z.number().int().nullable().describe('Null: there is none.'),
});

/** What a secret manager's token and account spent of 1Password's limits, and when they end at this pace. */
export const quotaViewSchema = z.object({
  secretManagerId: z.string(),
  secretManagerName: z.string(),
  plan: z.enum(['business', 'teams', 'other', 'none']),
  tokenHour: meterSchema.describe('Requests of the token in this clock hour.'),
  accountDay: meterSchema.describe('Requests of all tokens of the account in the last 24 hours.'),
  lastHour: z.number().int().describe('Requests of the token in the last 60 minutes.'),
  forecast: z.object({
    perDay: z.number().int(),
    fits: z.boolean().describe('Whether a day at this pace stays within both limits.'),
    endsAt: z.string().nullable().describe('When the nearer limit is reached at this pace, RFC 3339.'),
    advice: z.string().nullable(),
    fittingFreshMs: z
      .number()
      .int()
      .nullable()
      .describe(
        'The fresh time that the plan would carry, in milliseconds, where the present one is too short.',
      ),
  }),
  backgroundWork: z.enum(['running', 'yielding']),
});
export type QuotaView = z.infer<typeof quotaViewSchema>;
