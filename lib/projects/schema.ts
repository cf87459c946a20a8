import { z } from 'zod';
import { nameSchema } from '@/lib/kernel/name';

export const createInputSchema = z.object({
  name: nameSchema.describe('As people see it; no two projects have the same.'),
});
export type CreateInput = z.input<typeof createInputSchema>;

export const projectViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  memberCount: z.number().int(),
  createdAt: z.string(),
});
export type ProjectView = z.infer<typeof projectViewSchema>;
