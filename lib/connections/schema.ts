import { z } from 'zod';
import { appIds } from '@/lib/kernel/apps';
import { findingKinds } from '@/lib/kernel/finding';
import { idSchema } from '@/lib/kernel/ids';
import { nameSchema } from '@/lib/kernel/name';
import { pageQuerySchema } from '@/lib/kernel/page';
import { refusalReasons } from '@/lib/kernel/refusal';
import { saysOf } from '@/lib/kernel/says-of';
import { scopeFields, scopePatchFields, scopeView } from '@/lib/kernel/scope';
import { isTextAround } from '@/lib/kernel/text-around';
import { managerStatuses } from '@/lib/managers/schema';
import { providerIdSchema } from '@/lib/providers/config-schema';
import { isMistakenReference } from '@/lib/providers/references-in-text';
import { pathSchema, toldErrorSchema, toldSourceFields, valueSourceSchema } from '@/lib/secrets/schema';
import { environmentInputSchema, environmentViewSchema } from './environment-schema';
import { fieldNameForm, listSorts, listStates, mostFields, reservedFieldName, testStepNames } from './names';

const keySchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, saysOf('keyForm'))
  .describe('What workloads resolve it by: lower-case letters, digits and hyphens.');
const fieldNameSchema = z
  .string()
  .regex(fieldNameForm, saysOf('fieldNameForm'))
  .refine((name) => name !== reservedFieldName, saysOf('fieldNameReserved'));

const literalSchema = z
  .object({
    value: z
      .string()
      .max(100_000)
      // Workloads would get the reference itself in place of the secret.
      .refine((value) => !isMistakenReference(value), {
        error: saysOf('referenceAsValue'),
      })
      .describe(
        'The value itself. A reference is refused here. Of a credential field it is never answered again.',
      ),
  })
  .strict();
const bindingSchema = z
  .object({
    secretManagerId: z.string().min(1).max(64).describe('The id of the secret manager it is read from.'),
    reference: z.string().min(1).max(2_000).describe('As `op://vault/item/field`, by names or ids.'),
    text: z
      .string()
      .max(10_000)
      .refine(isTextAround, { error: saysOf('textAroundForm') })
      .optional()
      .describe(
        'What the secret is put into: a text with {{secret}} in it once, such as Bearer {{secret}}. Not into an address such as https://…/?k={{secret}}, nor into a host.',
      ),
    saveUnverified: z
      .boolean()
      .optional()
      .describe('Keep the reference as written when the secret manager cannot be asked now.'),
    followName: z
      .boolean()
      .optional()
      .describe(
        'Whether, once the item is removed, the only item of its name in the same vault takes its place. Left out: as the secret manager says.',
      ),
  })
  .strict();

const placedBindingSchema = bindingSchema.omit({ reference: true }).extend({ path: pathSchema });

/** A field's value as it comes in: typed, or bound to a reference or a path. */
export const fieldInputSchema = z.union([literalSchema, bindingSchema, placedBindingSchema], {
  error: saysOf('fieldForm'),
});
export type FieldInput = z.input<typeof fieldInputSchema>;
const appSchema = z.enum(appIds).describe('The app that it is for, which decides what fields it needs.');

const isFew = (fields: object) => Object.keys(fields).length <= mostFields;

export const createInputSchema = z.object({
  key: keySchema,
  name: nameSchema,
  app: appSchema,
  ...scopeFields,
  fields: z
    .record(fieldNameSchema, fieldInputSchema)
    .refine(isFew, saysOf('tooManyFields'))
    .default({})
    .describe('Fields by name: a value, or where to read it.'),
  environment: environmentInputSchema
    .optional()
    .describe('A whole Environment of the secret manager, each variable a field. For the app `custom`.'),
});
export type CreateInput = z.input<typeof createInputSchema>;

export const updateInputSchema = z
  .object({
    key: keySchema,
    name: nameSchema,
    ...scopePatchFields,
    fields: z
      .record(fieldNameSchema, fieldInputSchema.nullable())
      .refine(isFew, saysOf('tooManyFields'))
      .describe('Fields to set; null removes one; what is not named is kept.'),
    environment: environmentInputSchema
      .nullable()
      .describe('A whole Environment of the secret manager in place of the one before; null takes it away.'),
    revision: z
      .number()
      .int()
      .describe('The revision that the change is based on; another one is a conflict.'),
  })
  .partial();
export type UpdateInput = z.input<typeof updateInputSchema>;

/** A key that a connection may be given. */
export const keyToTakeSchema = z.object({ key: keySchema });

/** Whether another connection has it; then one like it that is free, where there is one. */
export interface TakenKey {
  isTaken: boolean;
  free?: string;
}

/** The input of a verb about one connection, by its key. */
export const keyInputSchema = z.object({ key: idSchema });

export const listInputSchema = pageQuerySchema.extend({
  search: z.string().max(200).optional().describe('Part of the name or of the key.'),
  app: appSchema.optional().describe('Those of this app.'),
  secretManagerId: z
    .string()
    .max(64)
    .optional()
    .describe('Those with a field that is read through this secret manager.'),
  state: z
    .enum(listStates)
    .optional()
    .describe(
      '`broken`: a secret was not found where it is bound. `unserved`: a secret manager cannot be asked now, and nothing is cached that workloads could get. `manager_in_trouble`: a secret manager that it is bound through cannot be asked now. `refused`: its projects may not use a secret that it is bound to.',
    ),
  tag: z.string().max(64).optional().describe('Those with this tag.'),
  sort: z
    .enum(listSorts)
    .default('name')
    .describe('`updated`: the latest change first. `read`: the last read by a workload first.'),
});
export type ListInput = z.input<typeof listInputSchema>;

const titlesSchema = z.object({
  vault: z.string(),
  item: z.string(),
  section: z.string().optional(),
  field: z.string(),
});

/** A field as anybody sees it: plain settings with their value, secrets without, bindings with their reference. */
export const fieldViewSchema = z.union([
  z.object({ value: z.string() }).strict(),
  z.object({ isSecret: z.literal(true), isSet: z.boolean() }).strict(),
  z
    .object({
      secretManagerId: z.string(),
      secretManagerName: z.string(),
      provider: providerIdSchema.optional().describe('The kind of the secret manager.'),
      reference: z.string(),
      shownReference: z.string(),
      titles: titlesSchema.optional(),
      isVerified: z.boolean(),
      followName: z.boolean().optional().describe('Absent: as the secret manager says.'),
      text: z.string().optional().describe('What the secret is put into; for those who may change it.'),
      isInText: z.literal(true).optional().describe('The secret is put into a text.'),
      refused: z
        .object({
          reason: z.enum(refusalReasons),
          projectIds: z
            .array(z.string())
            .describe('The projects that may not use it, of those of the caller.'),
        })
        .optional()
        .describe('Workloads are refused: the projects of the connection may not use this secret.'),
    })
    .strict(),
]);
export type FieldView = z.infer<typeof fieldViewSchema>;

export const connectionViewSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  app: appSchema,
  ...scopeView,
  revision: z.number().int(),
  fields: z.record(z.string(), fieldViewSchema),
  environment: environmentViewSchema
    .nullable()
    .describe('The whole Environment whose variables are fields as well; null: none.'),
  missingFields: z.array(z.string()).describe('Fields that the template needs and that are not set.'),
  tags: z.array(z.string()),
  disabledAt: z.string().nullable().describe('Since when workloads are refused; null while it is enabled.'),
  broken: z
    .array(
      z.object({
        field: z.string(),
        kind: z.enum(findingKinds),
        message: z.string().describe('What happened and what to do, for people.'),
        isFailing: z.boolean().describe('Workloads fail by it; otherwise a cached value may still be used.'),
        since: z.string(),
      }),
    )
    .describe('Fields whose secret a scan or the last read did not find.'),
  managersInTrouble: z
    .array(
      z.object({
        secretManagerId: z.string(),
        name: z.string(),
        status: z.enum(managerStatuses),
        message: z.string().describe('Why, for people.'),
        since: z.string(),
        unservedFields: z
          .array(z.string())
          .describe(
            'Fields that workloads cannot get now: nothing is cached of them that may still be used.',
          ),
      }),
    )
    .describe('Secret managers of its fields that cannot be asked now.'),
  lastReadAt: z.string().nullable().describe('When a workload last got it; null: never.'),
  mayChange: z.boolean().describe('Whether the caller may change it: it is wholly in their projects.'),
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type ConnectionView = z.infer<typeof connectionViewSchema>;

export const testInputSchema = z.object({
  path: z
    .string()
    .max(2_000)
    .default('/')
    .describe('What is asked for below the base address; for HTTP bearer and HTTP basic alone.'),
});
export type TestInput = z.input<typeof testInputSchema>;

const testFieldSchema = z.object({
  name: z.string(),
  ...toldSourceFields,
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
});

/** One step of a test: how it ended, how long it took, what happened and what to do next. Never a value. */
export const testStepSchema = z.object({
  step: z.enum(testStepNames),
  state: z.enum(['ok', 'warned', 'failed', 'not_tested']),
  code: z.string(),
  what: z.string(),
  next: z.string().optional(),
  durationMs: z.number(),
  host: z
    .string()
    .optional()
    .describe('Where it went, as host:port; absent where the host is bound to a secret.'),
  httpStatus: z.number().int().optional(),
  fields: z.array(testFieldSchema).optional(),
});
export type TestStep = z.infer<typeof testStepSchema>;

export const testResultSchema = z.object({ ok: z.boolean(), steps: z.array(testStepSchema) });
export type TestResult = z.infer<typeof testResultSchema>;

export const resolvedConnectionSchema = z.object({
  key: z.string(),
  revision: z.number().int(),
  fields: z.record(z.string(), z.string()),
  sources: z.record(z.string(), valueSourceSchema),
});

const mostResolvedAtOnce = 100;
export const resolveManyInputSchema = z.object({
  keys: z
    .array(idSchema)
    .min(1)
    .max(mostResolvedAtOnce)
    .describe('Keys of connections; one may stand twice.'),
  mode: z
    .enum(['all', 'each'])
    .default('all')
    .describe('`all`: one that fails fails the whole call. `each`: it has an error in its place.'),
});

export const resolvedConnectionsSchema = z.object({
  results: z.array(
    z.union([
      resolvedConnectionSchema,
      z.object({
        key: z.string(),
        error: toldErrorSchema,
      }),
    ]),
  ),
});
