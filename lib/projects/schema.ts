import { z } from 'zod';
import { saysOf } from '@/lib/kernel/says-of';

export const createInputSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, saysOf('nameMissing'))
    .max(80, saysOf('nameTooLong'))
    .describe('As people see it; no two projects have the same.'),
});
export type CreateInput = z.input<typeof createInputSchema>;

export const projectViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  memberCount: z.number().int(),
  createdAt: z.string(),
});
export type ProjectView = z.infer<typeof projectViewSchema>;
