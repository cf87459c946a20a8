import { z } from 'zod';

/** A master key as it may be shown: its id, which tells nothing of it, and what it still seals. */
export const masterKeyViewSchema = z.object({
  id: z.string(),
  isCurrent: z.boolean(),
  credentials: z.number().int(),
  fields: z.number().int(),
  versions: z.number().int().describe('Of the history of connections.'),
  entries: z.number().int(),
  left: z.number().int().describe('All that it seals: for a previous key, what is still to be sealed next.'),
});
export type MasterKeyView = z.infer<typeof masterKeyViewSchema>;
