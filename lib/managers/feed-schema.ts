import { z } from 'zod';
import { accessKinds } from '@/lib/kernel/access-kinds';
import { saysOf } from '@/lib/kernel/says-of';

export const feedStates = ['listening', 'refused', 'unreachable', 'off'] as const;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How long values may stay fresh while a feed is heard, in milliseconds. Events are remembered for two days. */
export const trustBounds = { leastMs: 10 * minuteMs, mostMs: dayMs };

export const trustStates = ['on', 'waiting', 'ended'] as const;
/** Why trust ended. */
export const trustEndings = ['change_not_told'] as const;

const trustFreshSchema = z
  .number()
  .int()
  .min(trustBounds.leastMs, saysOf('feedTrustShort'))
  .max(trustBounds.mostMs, saysOf('feedTrustLong'));

/** A token by which a secret manager is told what was changed, whether that is trusted, or both. */
export const feedInputSchema = z.object({
  token: z
    .string()
    .min(1)
    .max(20_000)
    .optional()
    .describe(
      'An Events Reporting token with item usages. It is stored encrypted and is in no answer. Without it the one that was given stays.',
    ),
  origin: z
    .string()
    .max(300)
    .optional()
    .describe(
      'With a token. Where to ask: an Events API host of 1Password, or an address of LATCHKEY_SIGN_IN_HOSTS. Without it, the one of the account’s region.',
    ),
  trust: z
    .object({
      freshMs: trustFreshSchema
        .default(dayMs)
        .describe('How long values stay fresh while the feed is heard, in milliseconds.'),
    })
    .nullable()
    .optional()
    .describe(
      'Keeps values fresh for longer than the policy says while the feed was heard in the last two minutes. One refresh in a hundred is made all the same: where it finds a change that the feed did not tell, trust ends. Setting it again turns it on again; `null` turns it off.',
    ),
});
export type FeedInput = z.output<typeof feedInputSchema>;

const trustViewSchema = z
  .object({
    freshMs: z.number().int(),
    state: z
      .enum(trustStates)
      .describe(
        '`waiting`: the feed is not heard, and the policy alone is in force. `ended`: a change was found that the feed had not told.',
      ),
    endedAt: z.string().optional().describe('RFC 3339.'),
    endedBecause: z.enum(trustEndings).optional(),
  })
  .nullable()
  .describe('Null: values are kept by the policy alone.');

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
    .describe(
      'After a day with events, none of which named a vault that this secret manager sees, or has something bound or cached in.',
    ),
  trust: trustViewSchema,
  access: z
    .object({
      kind: z.enum(accessKinds),
      vault: z
        .string()
        .nullable()
        .describe(
          'Its title; null: it is not known, you may use nothing in it, or the event is of no vault.',
        ),
      at: z.string().describe('When it happened, RFC 3339.'),
    })
    .nullable()
    .describe(
      'The latest event of access in the account: to a vault in which something is bound or cached, or of a service account or its token. It does not tell whose access it is.',
    ),
});
export type FeedView = z.infer<typeof feedViewSchema>;
