import { z } from 'zod';

export const createInputSchema = z.object({
  name: z.string().trim().min(1, 'Give it a name.').max(80, 'At most 80 characters.'),
});
export type CreateInput = z.input<typeof createInputSchema>;

export const projectViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  memberCount: z.number().int(),
  createdAt: z.string(),
});
export type ProjectView = z.infer<typeof projectViewSchema>;
