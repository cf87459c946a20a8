import { z } from 'zod';
import { idSchema } from '@/lib/kernel/ids';
import { pageQuerySchema } from '@/lib/kernel/page';
import { saysOf } from '@/lib/kernel/says-of';
import { scopes } from '@/lib/kernel/scope';
import { mostFields, versionLimit } from './names';
import { fieldInputSchema } from './schema';

/** So many versions of a connection are kept; the oldest goes first. */
export const mostVersions = versionLimit;

/**
 * What a version comes from: an event of the audit, or `recorded`, the state in which the history found a connection of
 * an earlier release.
 */
export const versionCauses = [
  'connection.created',
  'connection.updated',
  'connection.restored',
  'connection.healed',
  'connection.followed_name',
  'connection.disabled',
  'connection.enabled',
  'connection.tagged',
  'connection.repointed',
  'connection.repoint_undone',
  'secret_manager.removed',
  'recorded',
] as const;
export type VersionCause = (typeof versionCauses)[number];

const fieldStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('secret') }).describe('A typed secret, of which nothing is told.'),
  z.object({ kind: z.literal('plain'), text: z.string() }).describe('A plain setting.'),
  z.object({
    kind: z.literal('bound'),
    secretManagerName: z.string(),
    shownReference: z.string(),
    isInText: z.boolean().describe('The secret is put into a text.'),
    followName: z.boolean().nullable().describe('null: as the secret manager says.'),
  }),
]);
export type FieldStateView = z.infer<typeof fieldStateSchema>;

const accessSchema = z.object({
  scope: z.enum(scopes),
  projectIds: z.array(z.string()).describe('Of its projects those of the caller.'),
});
export type AccessView = z.infer<typeof accessSchema>;

const environmentStateSchema = z.object({
  secretManagerName: z.string(),
  environmentId: z.string(),
  title: z.string(),
  prefix: z.string(),
  only: z.array(z.string()).nullable().describe('null: all variables.'),
});
export type EnvironmentStateView = z.infer<typeof environmentStateSchema>;

const change = <Part extends string, T extends z.ZodType>(part: Part, value: T) =>
  z.object({ part: z.literal(part), before: value.nullable(), after: value });

export const changeSchema = z.discriminatedUnion('part', [
  change('key', z.string()),
  change('name', z.string()),
  change('access', accessSchema),
  change('tags', z.array(z.string())),
  change('enabled', z.boolean()),
  z.object({
    part: z.literal('field'),
    field: z.string(),
    before: fieldStateSchema.nullable().describe('null: it was not set.'),
    after: fieldStateSchema.nullable().describe('null: it was removed.'),
    isTextChanged: z.boolean().describe('The text around the secret changed, which is not told.'),
  }),
  z.object({
    part: z.literal('environment'),
    before: environmentStateSchema.nullable().describe('null: it had none.'),
    after: environmentStateSchema.nullable().describe('null: it was taken away.'),
  }),
]);
export type ChangeView = z.infer<typeof changeSchema>;

export const versionViewSchema = z.object({
  number: z.number().int(),
  at: z.string(),
  cause: z.enum(versionCauses),
  by: z.object({
    kind: z.string().describe('`user`: a person in the console; `api-key`; `system`: Latchkey.'),
    label: z.string(),
  }),
  restoredFrom: z.number().int().nullable().describe('The version that was restored.'),
  isCurrent: z.boolean(),
  changes: z
    .array(changeSchema)
    .nullable()
    .describe('What differs from the version before; null where that one is not kept or not for the caller.'),
});
export type VersionView = z.infer<typeof versionViewSchema>;

/** The input of a list of versions: the newest first. */
const numberSchema = z.coerce.number().int().min(1).max(2_147_483_647);

export const versionsInputSchema = pageQuerySchema.extend({
  key: idSchema,
  cursor: numberSchema.optional().describe('`nextCursor` of the page before.'),
});

/** The input of a verb about one version of a connection. */
export const versionInputSchema = z.object({
  key: idSchema.describe('The key of the connection.'),
  version: numberSchema.describe('The number of the version, as the history lists it.'),
});

export const askReasons = ['typed_secret', 'secret_manager_removed'] as const;

export const restorePreviewSchema = z.object({
  revision: z.number().int().describe('Of the connection now: give it back when restoring.'),
  changes: z.array(changeSchema).describe('What restoring would change.'),
  asks: z
    .array(z.object({ field: z.string(), reason: z.enum(askReasons) }))
    .describe('Fields that cannot be restored and are to be given in `fields`: a value, a binding, or null.'),
  stays: z
    .array(z.string())
    .describe(
      'Fields whose typed secret changed since. Typed secrets are not kept, so the present one stays.',
    ),
  loses: z.array(z.string()).describe('Fields whose typed secret is deleted by restoring, for good.'),
  isKeyTaken: z.boolean().describe('Another connection has the key by now, so the present one stays.'),
  isEnvironmentLost: z
    .boolean()
    .describe(
      'The secret manager of the Environment of then was removed since, so the connection keeps what it has now.',
    ),
  goneProjects: z.number().int().describe('Projects that were removed since and are left out.'),
});
export type RestorePreview = z.infer<typeof restorePreviewSchema>;

export const restoreInputSchema = z.object({
  fields: z
    .record(z.string().max(64), fieldInputSchema.nullable())
    .refine((fields) => Object.keys(fields).length <= mostFields, saysOf('tooManyFields'))
    .default({})
    .describe('What the preview asks for, by field; null leaves a field out.'),
  revision: z.number().int().optional().describe('As in the preview; another one is a conflict.'),
  saveUnverified: z
    .boolean()
    .optional()
    .describe('Keep references as they were when the secret manager cannot be asked now.'),
});
export type RestoreInput = z.input<typeof restoreInputSchema>;
