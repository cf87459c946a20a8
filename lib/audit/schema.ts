import { z } from 'zod';
import { subjectKinds } from '@/lib/kernel/audit-verbs';
import { pageQuerySchema } from '@/lib/kernel/page';

const timeSchema = z.iso.datetime({ offset: true });

export const auditListInputSchema = pageQuerySchema.extend({
  verb: z.string().max(60).optional().describe('What was done, such as `connection.updated`.'),
  subjectKind: z.enum(subjectKinds).optional().describe('What kind of thing it was done to.'),
  subjectId: z.string().max(64).optional().describe('The id of the thing it was done to.'),
  actorId: z.string().max(64).optional().describe('A person, an API key, or `system`.'),
  since: timeSchema.optional().describe('From this moment on, RFC 3339.'),
  until: timeSchema.optional().describe('Before this moment, RFC 3339.'),
  search: z
    .string()
    .max(200)
    .optional()
    .describe('In what an event is about and who did it, whatever the case.'),
});
export type AuditListInput = z.input<typeof auditListInputSchema>;

export const auditEventViewSchema = z.object({
  id: z.string(),
  at: z.string(),
  verb: z.string(),
  actor: z.object({ kind: z.string(), id: z.string(), label: z.string() }),
  subject: z.object({ kind: z.string(), id: z.string(), label: z.string() }),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEventView = z.infer<typeof auditEventViewSchema>;
