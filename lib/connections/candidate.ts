import { z } from 'zod';

const titlesSchema = z.object({
  vault: z.string(),
  item: z.string(),
  section: z.string().optional(),
  field: z.string(),
});

/** Something to bind in a broken reference’s place. */
export const candidateSchema = z.object({
  reference: z.string().describe('By ids: what to bind.'),
  titles: titlesSchema,
});
export type Candidate = z.infer<typeof candidateSchema>;
