import { z } from 'zod';

const managerId = z.string().min(1).max(64);
const mostPreviewed = 10_000;
const mostChanged = 500;

export const repointPreviewInputSchema = z.object({
  fromId: managerId.describe('The secret manager that fields are bound to now.'),
  toId: managerId.describe('The one to bind them to.'),
  keys: z
    .array(z.string().min(1).max(64))
    .min(1)
    .max(mostPreviewed)
    .optional()
    .describe('Connections; without it all that are bound to it, the first 10,000 by name.'),
});
export type RepointPreviewInput = z.input<typeof repointPreviewInputSchema>;

const titlesSchema = z.object({
  vault: z.string(),
  item: z.string(),
  section: z.string().optional(),
  field: z.string(),
});

export const repointOutcomes = [
  'fine',
  'not_found',
  'ambiguous',
  'not_served',
  'not_yours',
  'unreadable',
] as const;

/** What would become of one field. */
export const repointFieldSchema = z.object({
  name: z.string().describe('Of a whole Environment it begins with @.'),
  from: z.string().describe('As it is shown now.'),
  outcome: z.enum(repointOutcomes),
  at: z.enum(['vault', 'item', 'field']).optional().describe('What was not found, or is there twice.'),
  reference: z.string().optional().describe('What it would be bound to, by ids.'),
  titles: titlesSchema.optional(),
});
export type RepointField = z.infer<typeof repointFieldSchema>;

export const repointPreviewSchema = z.object({
  connections: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      revision: z.number().int(),
      fields: z.array(repointFieldSchema),
    }),
  ),
  fine: z.number().int().describe('Fields that would be bound to the other secret manager.'),
  left: z.number().int().describe('Fields that would stay as they are.'),
  requests: z.object({
    preview: z.number().int().describe('Requests that this preview took.'),
    apply: z.number().int().describe('About how many applying it takes.'),
  }),
  isWhole: z.boolean().describe('False: there are more connections than a preview shows.'),
});
export type RepointPreview = z.infer<typeof repointPreviewSchema>;

export const repointInputSchema = z.object({
  fromId: managerId.describe('The secret manager that fields are bound to now.'),
  toId: managerId.describe('The one to bind them to.'),
  changes: z
    .array(
      z.object({
        key: z.string().min(1).max(64).describe('The key of a connection.'),
        revision: z.number().int().describe('That the preview was made for; another one is left alone.'),
        fields: z
          .record(z.string().min(1).max(64), z.string().min(1).max(2_000))
          .describe('References, by field.'),
      }),
    )
    .min(1)
    .max(mostChanged)
    .describe('At most 500 connections a call: more go in several calls, each undone by its own id.'),
});
export type RepointInput = z.input<typeof repointInputSchema>;

/** What a re-point, or its undoing, did. */
export const repointResultSchema = z.object({
  id: z.string().describe('To undo it by.'),
  changed: z.array(z.object({ key: z.string(), name: z.string(), fields: z.array(z.string()) })),
  left: z
    .array(z.object({ key: z.string(), field: z.string().optional(), code: z.string(), message: z.string() }))
    .describe('What was not done, and why.'),
});
export type RepointResult = z.infer<typeof repointResultSchema>;
