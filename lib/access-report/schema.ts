import { z } from 'zod';

export const reportKinds = [
  'field_refused',
  'key_narrowed',
  'key_reads_references',
  'admin_key_narrowed',
  'person_without_project',
  'person_without_role',
  'platform_wide_of_builder',
  'shared_by_projects',
] as const;

/** One thing that is refused by today's rules, or that an admin should look at. */
export const reportItemSchema = z.object({
  id: z.string(),
  kind: z.enum(reportKinds),
  outcome: z
    .enum(['refused', 'review'])
    .describe('`refused`: it does not work. `review`: it works; is it wanted?'),
  subject: z.object({
    kind: z.enum(['connection', 'api_key', 'user']),
    id: z.string().describe('Of a connection its key.'),
    label: z.string(),
  }),
  secretManager: z.object({ id: z.string(), name: z.string() }).nullable(),
  message: z.string().describe('What is so, why, and what to do, for people.'),
});
export type ReportItem = z.infer<typeof reportItemSchema>;

export const reportSchema = z.object({
  items: z.array(reportItemSchema),
  nextCursor: z.null(),
  refused: z.number().int().describe('How many of them are refused.'),
});
export type AccessReport = z.infer<typeof reportSchema>;
