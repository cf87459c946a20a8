import { z } from 'zod';
import { pageQuerySchema } from '@/lib/kernel/page';

export const auditListInputSchema = pageQuerySchema.extend({
  verb: z.string().max(60).optional(),
  subjectId: z.string().max(64).optional(),
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
