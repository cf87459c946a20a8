import { z } from 'zod';

export const feedStates = ['listening', 'refused', 'unreachable', 'off'] as const;

/** A token by which a secret manager is told what was changed. */
export const feedInputSchema = z.object({
  token: z
    .string()
    .min(1)
    .max(20_000)
    .describe('An Events Reporting token with item usages. It is stored encrypted and is in no answer.'),
  origin: z
    .string()
    .max(300)
    .optional()
    .describe(
      'Where to ask: an Events API host of 1Password, or an address of LATCHKEY_SIGN_IN_HOSTS. Without it, the one of the account’s region.',
    ),
});

/** What is known of a change feed. There is no place for its token. */
export const feedViewSchema = z.object({
  state: z
    .enum(feedStates)
    .describe(
      '`off`: no token was given. `refused`: the token was; `unreachable`: nothing was heard for a while.',
    ),
  lastHeardAt: z.string().nullable().describe('When the feed last answered, RFC 3339.'),
  delayMs: z
    .number()
    .int()
    .nullable()
    .describe('Between the latest change and when it was heard, in milliseconds.'),
  changesSeen: z.number().int().describe('Changes of items that were told since the token was given.'),
  mayBeOfAnotherAccount: z
    .boolean()
    .describe('After a day with events, none of which named a vault that this secret manager sees.'),
});
export type FeedView = z.infer<typeof feedViewSchema>;
