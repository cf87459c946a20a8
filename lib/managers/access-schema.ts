import { z } from 'zod';
import { idSchema } from '@/lib/kernel/ids';
import { patternSchema } from '@/lib/providers/patterns';

const mostProjects = 200;
// As many as a migration may have granted one by one.
const mostPatterns = 10_000;
const mostPreviewed = 100;
/** As many refused fields as are named at once. */
export const mostRefused = 100;

export const accessInputSchema = z.object({
  projects: z
    .array(
      z.strictObject({
        projectId: idSchema.describe('The id of the project.'),
        patterns: z
          .array(patternSchema)
          .max(mostPatterns)
          .describe('Patterns over references, such as op://Production/** or op://Shared/Database/*.'),
      }),
    )
    .max(mostProjects)
    .describe('What each project may use. A project that is not listed may use nothing.'),
  revision: z
    .number()
    .int()
    .optional()
    .describe('The revision that the change is based on; another one is a conflict.'),
});
export type AccessInput = z.input<typeof accessInputSchema>;

/** A field that is bound to what its connection's projects may not use. */
export const refusedFieldSchema = z.object({
  connection: z.object({ key: z.string(), name: z.string() }),
  field: z.string(),
  shownReference: z.string(),
});
export type RefusedField = z.infer<typeof refusedFieldSchema>;

export const accessViewSchema = z.object({
  secretManagerId: z.string(),
  revision: z.number().int().describe('Grows with every change of what projects may use.'),
  projects: z.array(
    z.object({
      projectId: z.string(),
      projectName: z.string(),
      patterns: z.array(z.string()),
      boundFields: z.number().int().describe('Fields of its connections that are bound through it.'),
    }),
  ),
  refused: z
    .array(refusedFieldSchema)
    .describe(
      'Bound fields that are refused when they are resolved, of connections that you see; the first hundred.',
    ),
  refusedCount: z.number().int().describe('All of them, those that you do not see included.'),
});
export type AccessView = z.infer<typeof accessViewSchema>;

/** What is refused from then on, before it is saved. */
export const refusalsPreviewSchema = z.object({
  refused: z
    .array(refusedFieldSchema)
    .describe('Bound fields of connections that you see, which are not refused now; the first hundred.'),
  refusedCount: z.number().int().describe('All of them, those that you do not see included.'),
  connectionCount: z.number().int().describe('How many connections they belong to.'),
});
export type RefusalsPreview = z.infer<typeof refusalsPreviewSchema>;

export const refusalsInputSchema = accessInputSchema.omit({ revision: true });

export const previewInputSchema = z.object({
  patterns: z
    .array(patternSchema)
    .max(mostPreviewed)
    .describe('Patterns over references, such as op://Production/** or op://Shared/Database/*.'),
});

/** What patterns let through now: vaults and Environments, and the items or variables of those that are let through in part. Titles, never values. */
export const accessPreviewSchema = z.object({
  vaults: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      match: z.enum(['whole', 'part', 'none']).describe('How much of the vault is let through.'),
      itemCount: z.number().int(),
      items: z
        .array(z.object({ id: z.string(), title: z.string() }))
        .describe('Of a vault that is let through in part: the items, the first hundred.'),
    }),
  ),
  environments: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        match: z.enum(['whole', 'part', 'none']).describe('How much of the Environment is let through.'),
        variables: z
          .array(z.string())
          .describe('Of one that is let through in part: the names of its variables, the first hundred.'),
        variableCount: z.number().int().describe('Of one that is let through in part: how many of them.'),
      }),
    )
    .describe('Those that are listed, of a kind of secret manager that has Environments.'),
  unmatched: z.array(z.string()).describe('Patterns that nothing matches now.'),
});
export type AccessPreview = z.infer<typeof accessPreviewSchema>;
