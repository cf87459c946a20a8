import { z } from 'zod';

const meterSchema = z.object({
  used: z.number().int(),
  limit: z.number().int().nullable().describe('Null: there is none.'),
});

/** What a secret manager's credential and account spent of the provider's limits, and when they end at this pace. */
export const quotaViewSchema = z.object({
  secretManagerId: z.string(),
  secretManagerName: z.string(),
  plan: z.enum(['business', 'teams', 'other', 'none']),
  windows: z
    .array(
      meterSchema.extend({
        id: z.string(),
        per: z
          .enum(['credential', 'account'])
          .describe('Whose requests count: those of this credential, or of all credentials of its account.'),
        windowMs: z.number().int().describe('In how long, in milliseconds.'),
      }),
    )
    .describe('The limits of the provider, and what counts against each.'),
  tokenHour: meterSchema.describe(
    'The window `credential-hour`: requests of the credential in this clock hour.',
  ),
  accountDay: meterSchema.describe('The window `account-day`: requests of the account in the last 24 hours.'),
  lastHour: z.number().int().describe('Requests of the credential in the last 60 minutes.'),
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
  changeFeed: meterSchema
    .extend({ limit: z.number().int(), windowMs: z.number().int().describe('In how long, in milliseconds.') })
    .nullable()
    .describe(
      'Requests to the change feed in this clock hour. They count against limits of its own, which all secret managers of the account share. Null: there is no feed.',
    ),
});
export type QuotaView = z.infer<typeof quotaViewSchema>;
