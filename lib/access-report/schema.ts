import { z } from 'zod';
import { appIds } from '@/lib/kernel/apps';
import type { Message } from '@/lib/kernel/message';
import { refusalReasons } from '@/lib/kernel/refusal';

export const reportKinds = [
  'field_refused',
  'key_narrowed',
  'key_reads_references',
  'key_of_disabled_person',
  'admin_key_narrowed',
  'person_without_project',
  'person_without_role',
  'platform_wide_of_builder',
  'shared_by_projects',
] as const;

/** A bound field that is refused. */
export const reportedFieldSchema = z.object({
  connection: z.object({ key: z.string(), name: z.string() }),
  app: z.enum(appIds).describe('Of the connection.'),
  name: z.string(),
  shownReference: z.string(),
  reason: z.enum(refusalReasons),
  projects: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .describe('The projects of its connection that may not use it.'),
  pattern: z
    .string()
    .nullable()
    .describe('What each of them would have to be granted; null where a grant would not help.'),
});
export type ReportedField = z.infer<typeof reportedFieldSchema>;

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
  field: reportedFieldSchema.nullable().describe('Of `field_refused`: the field; null of all else.'),
  message: z.string().describe('What is so, why, and what to do, for people.'),
});
export type ReportItem = z.infer<typeof reportItemSchema>;

export const reportSchema = z.object({
  items: z.array(reportItemSchema),
  nextCursor: z.null(),
  refused: z.number().int().describe('How many of them are refused.'),
});
export type AccessReport = z.infer<typeof reportSchema>;

/** An item before it is worded; without a field it is about no field. */
export interface Reported extends Omit<ReportItem, 'id' | 'field' | 'message'> {
  field?: ReportItem['field'];
  says: Message;
}
