import { z } from 'zod';
import { appIds } from '@/lib/kernel/apps';
import { attentionKinds, nextActions, severities } from './names';

const kindSchema = z.enum(attentionKinds);
const countSchema = z.number().int();

/** One thing that needs a person. */
export const attentionItemSchema = z.object({
  id: z.string(),
  kind: kindSchema,
  severity: z
    .enum(severities)
    .describe(
      '`critical`: workloads fail, or are about to. `warning`: they will. `notice`: nothing fails by it.',
    ),
  subject: z.object({
    kind: z.enum(['connection', 'secret_manager', 'api_key', 'installation']),
    id: z.string().describe('Of a connection its key.'),
    label: z.string(),
    app: z.enum(appIds).nullable().describe('Of a connection.'),
  }),
  fields: z.array(z.string()).describe('Fields of the connection that it is about.'),
  message: z.string().describe('What is so, why, and what to do, for people.'),
  since: z.string().nullable().describe('RFC 3339; null: it is not known.'),
  next: z.object({
    action: z.enum(nextActions).describe('The next step, as far as the caller may do it.'),
    path: z.string().describe('The page of the console where that is done.'),
  }),
});
export type AttentionItem = z.infer<typeof attentionItemSchema>;

export const attentionSchema = z.object({
  items: z.array(attentionItemSchema).describe('By severity, then the newest first; at most 500.'),
  nextCursor: z.null(),
  counts: z.object({
    all: countSchema,
    critical: countSchema,
    warning: countSchema,
    notice: countSchema,
    kinds: z.record(kindSchema, countSchema),
  }),
});
export type AttentionView = z.infer<typeof attentionSchema>;
