import { z } from 'zod';

const countsSchema = { reads: z.number().int(), failures: z.number().int() };

const readersSchema = z.object({
  named: z.array(z.object({ apiKeyId: z.string(), name: z.string(), ...countsSchema, lastAt: z.string() })),
  others: z.number().int().describe('API keys that are not the caller’s to know.'),
});

/** Who reads a connection, and how often. Days are UTC. */
export const usageViewSchema = z.object({
  lastReadAt: z.string().nullable(),
  lastReadBy: z
    .string()
    .nullable()
    .describe('The name of the API key; null: nobody, or not the caller’s to know.'),
  days: z
    .array(z.object({ day: z.string(), ...countsSchema }))
    .describe('The last 14 days, the oldest first, today included. Counts are written every few seconds.'),
  today: readersSchema.extend(countsSchema),
  readers: readersSchema.describe('Of the same 14 days, the last one first.'),
});
export type UsageView = z.infer<typeof usageViewSchema>;
