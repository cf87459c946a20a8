import { z } from 'zod';
import { candidateSchema } from '@/lib/connections/candidate';
import { appIds } from '@/lib/kernel/apps';
import { findingKinds } from '@/lib/kernel/finding';
import { pageQuerySchema } from '@/lib/kernel/page';
import { scanSchedules } from '@/lib/managers/scan-schedules';
import { managerStatuses } from '@/lib/managers/schema';

/** What is wrong with one bound field. */
export const findingViewSchema = z.object({
  id: z.string(),
  connection: z.object({ key: z.string(), name: z.string(), app: z.enum(appIds) }),
  field: z.string(),
  kind: z.enum(findingKinds),
  message: z.string().describe('What happened and what to do, for people.'),
  isFailing: z.boolean().describe('Workloads fail by it; otherwise a cached value may still be used.'),
  isScanned: z
    .boolean()
    .describe('False: only reads have failed, and no scan has looked for the reason yet.'),
  since: z.string().describe('When a scan or a read found it first, RFC 3339.'),
  secretManagerId: z.string().nullable().describe('Null: it was removed.'),
  secretManagerName: z.string().nullable(),
  reference: z.string(),
  shownReference: z.string(),
  candidates: z.array(candidateSchema),
  mayRepair: z.boolean().describe('Whether the caller may change the connection.'),
});
export type FindingView = z.infer<typeof findingViewSchema>;

/** How far the references of one secret manager were checked. */
const referenceCheckSchema = z.object({
  secretManagerId: z.string(),
  secretManagerName: z.string(),
  references: z.number().int().describe('Bound fields that you see.'),
  scannedAt: z.string().nullable().describe('When the last scan ended, RFC 3339; null: never.'),
  isComplete: z.boolean().describe('Whether that scan looked at everything.'),
  trouble: z
    .object({ status: z.enum(managerStatuses), since: z.string() })
    .nullable()
    .describe('Why nothing can be checked now, and since when.'),
});
export type ReferenceCheck = z.infer<typeof referenceCheckSchema>;

/** How many there are, and how far anybody has looked. */
export const findingCountsSchema = z.object({
  all: z.number().int(),
  checks: z.array(referenceCheckSchema).describe('By secret manager that something is bound through.'),
  bySecretManager: z.record(z.string(), z.number().int()).describe('By its id; one without any is left out.'),
});
export type FindingCounts = z.infer<typeof findingCountsSchema>;

export const findingsInputSchema = pageQuerySchema.extend({
  secretManagerId: z.string().max(64).optional().describe('Those that are read through this secret manager.'),
  connection: z.string().max(64).optional().describe('The key of one connection.'),
  kind: z.enum(findingKinds).optional().describe('Those with this trouble.'),
});
export type FindingsInput = z.input<typeof findingsInputSchema>;

export const repairInputSchema = z.object({
  connection: z.string().min(1).max(64).describe('Its key.'),
  field: z.string().min(1).max(64).describe('The name of the field.'),
  reference: z.string().min(1).max(2_000).describe('What the field is bound to now, as the finding says.'),
  instead: z.string().min(1).max(2_000).describe('What to bind it to: a candidate, or any other reference.'),
});
export type RepairInput = z.input<typeof repairInputSchema>;

/** How a secret manager’s references were looked at last, and when they will be again. */
export const scanViewSchema = z.object({
  secretManagerId: z.string(),
  secretManagerName: z.string(),
  schedule: z.enum(scanSchedules),
  isRunning: z.boolean(),
  nextAt: z.string().nullable().describe('When the schedule has it looked at next, RFC 3339.'),
  estimate: z.object({
    fields: z.number().int(),
    requests: z.number().int().describe('About how many requests a scan would take now.'),
  }),
  last: z
    .object({
      startedAt: z.string(),
      finishedAt: z.string(),
      startedBy: z.string().nullable().describe('Null: somebody of other projects.'),
      errorCode: z.string().nullable().describe('Why it ended early, or left something out.'),
      requests: z.number().int(),
      fields: z.number().int(),
      renamed: z.number().int(),
      verified: z.number().int(),
      broken: z.number().int(),
    })
    .nullable(),
  openFindings: z.number().int().describe('Broken references of it at present.'),
});
export type ScanView = z.infer<typeof scanViewSchema>;

export const scanAllResultSchema = z.object({
  items: z.array(
    z.object({
      secretManagerId: z.string(),
      secretManagerName: z.string(),
      ok: z.boolean(),
      code: z.string().optional(),
      message: z.string().optional(),
      scan: scanViewSchema.optional(),
    }),
  ),
});
export type ScanAllResult = z.infer<typeof scanAllResultSchema>;
