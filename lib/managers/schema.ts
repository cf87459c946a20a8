import { z } from 'zod';
import { policySchema } from '@/lib/cache/schema';
import { idSchema } from '@/lib/kernel/ids';
import { nameSchema } from '@/lib/kernel/name';
import { scopeFields, scopePatchFields, scopeView } from '@/lib/kernel/scope';
import { configSchema, providerIdSchema } from '@/lib/providers/config-schema';
import { planIds } from '@/lib/providers/descriptors';
import { feedInputSchema, feedViewSchema } from './feed-schema';
import { scanSchedules } from './scan-schedules';

export const managerStatuses = [
  'connected',
  'degraded',
  'refused',
  'rate_limited',
  'unreachable',
  'untested',
] as const;

const ownNameSchema = nameSchema.describe('As people see it; no two secret managers have the same.');
const providerSchema = providerIdSchema.describe(
  'Which kind it is: 1Password by a service account, or by a Connect server of your own.',
);
const planSchema = z
  .enum(planIds)
  .describe('The plan of the account, which decides the limits to stay within.');
const scheduleSchema = z.enum(scanSchedules).describe('How often bound references are looked at.');
export const testInputSchema = z.object({ provider: providerSchema, config: configSchema });
export type TestInput = z.input<typeof testInputSchema>;

const policyPatchSchema = policySchema.partial().extend({
  freshMs: z
    .union([policySchema.shape.freshMs, z.literal('automatic')])
    .optional()
    .describe('`automatic`: as short as the plan carries for what is bound, and at least five minutes.'),
});
export type PolicyPatch = z.infer<typeof policyPatchSchema>;

export const connectInputSchema = z.object({
  name: ownNameSchema,
  provider: providerSchema,
  ...scopeFields,
  config: configSchema,
  plan: planSchema.default('other'),
  policy: policyPatchSchema.optional().describe('Without a fresh time that is automatic.'),
});
export type ConnectInput = z.input<typeof connectInputSchema>;

export const updateInputSchema = z
  .object({
    name: ownNameSchema,
    ...scopePatchFields,
    config: configSchema,
    plan: planSchema,
    policy: policyPatchSchema.describe('What of the policy changes; the rest is kept.'),
    scanSchedule: scheduleSchema,
    followNames: z
      .boolean()
      .describe(
        'Whether an item of the same name takes the place of a removed one, in fields without a choice of their own.',
      ),
    fallbackId: idSchema
      .nullable()
      .describe(
        'Another secret manager with the same secrets, read while this one cannot be reached; everybody who may use this one must be allowed to use it. `null`: none.',
      ),
    changeFeed: feedInputSchema
      .nullable()
      .describe(
        'By what it is told which items were changed, so that they are read again at once. `null`: nothing.',
      ),
  })
  .partial();
export type UpdateInput = z.input<typeof updateInputSchema>;

export const accountSchema = z.object({
  signInAddress: z.string(),
  serviceAccount: z.string(),
});
const vaultSchema = z.object({ id: z.string(), title: z.string(), itemCount: z.number().int() });
const warningSchema = z.object({
  code: z.enum(['sees_no_vault', 'can_write', 'sees_many_vaults']),
  message: z.string(),
});

/** What a test found out. */
export const testResultSchema = z.object({
  ok: z.literal(true),
  account: accountSchema,
  vaults: z.array(vaultSchema),
  environments: z
    .array(z.object({ id: z.string(), title: z.string() }))
    .describe('Environments that are listed, of a kind of secret manager that has such.'),
  warnings: z.array(warningSchema),
  connectedAs: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .describe('Secret managers that you see and that use this service account already.'),
});
export type TestResult = z.infer<typeof testResultSchema>;

export const breakerSchema = z.object({
  state: z.enum(['closed', 'open', 'half_open']),
  reason: z.string().nullable(),
  /** When the next probe may go, RFC 3339. */
  retryAt: z.string().nullable(),
});

/** A secret manager as anybody sees it. There is no place for the token. */
export const managerViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  provider: providerIdSchema,
  ...scopeView,
  status: z.enum(managerStatuses),
  statusReason: z.string().nullable().describe('An error code, null while connected.'),
  statusMessage: z.string().nullable(),
  statusSince: z.string(),
  checkedAt: z.string().nullable(),
  revision: z.number().int(),
  signInAddress: z.string(),
  serviceAccount: z.string(),
  vaultCount: z.number().int(),
  environmentCount: z.number().int().describe('Environments that were listed when it was tested last.'),
  grantedProjectIds: z.array(z.string()).describe('Projects that may use secrets of it.'),
  boundReferenceCount: z.number().int(),
  plan: z.enum([...planIds, 'none']).describe('`none`: requests count against no limits.'),
  policy: policySchema,
  freshTime: z
    .enum(['automatic', 'set'])
    .describe('Whether the fresh time of the policy follows the plan, or was set by somebody.'),
  scanSchedule: z.enum(scanSchedules).describe('How often bound references are looked at.'),
  followNames: z
    .boolean()
    .describe(
      'Whether an item of the same name takes the place of a removed one, in fields without a choice of their own.',
    ),
  fallbackId: z
    .string()
    .nullable()
    .describe('The secret manager that is read while this one cannot be reached.'),
  breaker: breakerSchema,
  changeFeed: feedViewSchema,
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type ManagerView = z.infer<typeof managerViewSchema>;

const browsedVaultSchema = vaultSchema.extend({
  itemCount: vaultSchema.shape.itemCount
    .nullable()
    .describe('Null: your projects may use some of its items only, which nobody has counted.'),
});
export const vaultListSchema = z.object({ items: z.array(browsedVaultSchema), nextCursor: z.null() });
export const environmentListSchema = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string() })),
  nextCursor: z.null(),
});
export const variableListSchema = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      masked: z.boolean().describe('The service hides its value from eyes.'),
      reference: z
        .string()
        .nullable()
        .describe('How to bind it; null where no reference can have its name, as where it has none.'),
      times: z
        .number()
        .int()
        .optional()
        .describe('How many variables have this name, where there are several: none of them can be bound.'),
      offers: z
        .array(z.enum(['value', 'otp', 'openssh', 'file']))
        .optional()
        .describe('Forms it can be read in, where there are others than its value.'),
    }),
  ),
  nextCursor: z.null(),
});
const listProblemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.literal('secret_unreadable'),
    detail: z.string(),
  })
  .optional()
  .describe('Why the vault cannot be listed as a whole: these are the items that Latchkey knows by id.');
export const itemListSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      category: z.string(),
      createdAt: z.string(),
      updatedAt: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
  problem: listProblemSchema,
});
const placeNodeSchema = z.object({
  id: z.string().describe('To go on with: the next step of the path.'),
  title: z.string(),
  kind: z
    .string()
    .describe('What the secret manager calls it: `vault`, `item`, `field`, `mount`, `folder` …'),
  holds: z
    .enum(['places', 'secrets'])
    .optional()
    .describe('What lies in it; `secrets`: each of its entries can be bound. Absent: it is a secret itself.'),
  type: z.string().optional(),
  sectionTitle: z.string().optional(),
  reference: z.string().optional().describe('What to bind. Absent: it cannot be bound.'),
  offers: z
    .array(z.enum(['value', 'otp', 'openssh', 'file']))
    .optional()
    .describe('Forms it can be read in, where there are several.'),
});
export type PlaceNode = z.infer<typeof placeNodeSchema>;
export const placeListSchema = z.object({
  items: z.array(placeNodeSchema),
  nextCursor: z.null(),
  problem: listProblemSchema,
});
export const fieldListSchema = z.object({
  itemTitle: z.string(),
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      sectionId: z.string().optional(),
      sectionTitle: z.string().optional(),
      type: z.string(),
      isEmpty: z.boolean(),
      reference: z.string(),
      offers: z.array(z.enum(['value', 'otp', 'openssh', 'file'])),
    }),
  ),
  nextCursor: z.null(),
});
