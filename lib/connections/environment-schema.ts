import { z } from 'zod';
import { refusalReasons } from '@/lib/kernel/refusal';
import { saysOf } from '@/lib/kernel/says-of';
import { mostFields } from './names';

const prefixSchema = z
  .string()
  .regex(/^(?:[A-Za-z_][A-Za-z0-9_.-]{0,63})?$/, saysOf('prefixForm'))
  .describe('What the names of its fields begin with, such as `SHOP_`.');

const onlySchema = z
  .array(z.string().min(1).max(500))
  .min(1, saysOf('onlyNothing'))
  .max(mostFields, saysOf('tooManyFields'))
  .refine((names) => new Set(names).size === names.length, saysOf('onlyTwice'))
  .describe('Variables by name; left out: all, also those that are added later.');

/** A whole Environment as it comes in: its variables become fields of the connection. */
export const environmentInputSchema = z
  .object({
    secretManagerId: z.string().min(1).max(64).describe('The id of the secret manager it is read through.'),
    environmentId: z
      .string()
      .min(1)
      .max(64)
      .describe('The id of the Environment, as the secret manager gives it.'),
    prefix: prefixSchema.default(''),
    only: onlySchema.optional(),
  })
  .strict();
export type EnvironmentInput = z.input<typeof environmentInputSchema>;

/** What a connection tells of its Environment: names, never a value. */
export const environmentViewSchema = z.object({
  secretManagerId: z.string(),
  secretManagerName: z.string(),
  environmentId: z.string(),
  title: z.string().describe('As the secret manager called it when it was read last, or its id.'),
  prefix: z.string(),
  only: z.array(z.string()).optional().describe('Absent: all variables.'),
  variables: z
    .array(z.string())
    .describe('Names in the Environment, without the prefix, as they were when it was read last.'),
  clashes: z
    .array(z.string())
    .describe('Fields of the connection’s own that take the place of a variable of the same name.'),
  isVerified: z.boolean(),
  refused: z
    .object({ reason: z.enum(refusalReasons), projectIds: z.array(z.string()) })
    .optional()
    .describe('Workloads are refused: the projects of the connection may not use all that it gives.'),
});
export type EnvironmentView = z.infer<typeof environmentViewSchema>;
