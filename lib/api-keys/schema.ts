import { z } from 'zod';
import { parseAddressRanges } from '@/lib/kernel/address-range';
import { idSchema } from '@/lib/kernel/ids';
import { nameSchema } from '@/lib/kernel/name';
import { searchedPageQuerySchema } from '@/lib/kernel/page';
import { keyRoles } from '@/lib/kernel/role';
import { saysOf } from '@/lib/kernel/says-of';
import { scopeFields, scopeView } from '@/lib/kernel/scope';
import { patternSchema } from '@/lib/providers/patterns';

const mostConnections = 500;
const mostManagers = 50;
const mostPatterns = 200;
const mostNetworks = 50;

/** An address, or a range as address/bits. */
const networkSchema = z
  .string()
  .trim()
  .max(50)
  .refine((text) => parseAddressRanges(text) !== undefined, saysOf('networkForm'));

const readableSchema = z
  .strictObject({
    secretManagerId: idSchema.describe('The id of the secret manager.'),
    patterns: z
      .array(patternSchema)
      .min(1)
      .max(mostPatterns)
      .describe('Patterns over its references, such as op://Production/**.'),
  })
  .describe('A secret manager, and patterns over its references.');

export const createInputSchema = z.object({
  name: nameSchema,
  role: z
    .enum(keyRoles)
    .default('workload')
    .describe('`workload`: resolves. `admin`: also manages, as a person of that role does.'),
  ...scopeFields,
  connections: z
    .union([z.literal('all'), z.array(idSchema).max(mostConnections)])
    .default('all')
    .describe('Keys of the connections it may resolve, or `all` of its projects.'),
  references: z
    .array(readableSchema)
    .max(mostManagers)
    .optional()
    .describe('What it may read by naming a reference. Absent: resolving by reference is refused.'),
  expiresAt: z.iso
    .datetime()
    .nullable()
    .optional()
    .describe('RFC 3339; null: never; absent: after the time that the admin has set for new keys.'),
  networks: z
    .array(networkSchema)
    .max(mostNetworks)
    .default([])
    .describe('Addresses and ranges (CIDR) that it may be used from; none: from anywhere.'),
});
export type CreateInput = z.input<typeof createInputSchema>;

export const listInputSchema = searchedPageQuerySchema.extend({
  createdBy: idSchema.optional().describe('The id of a user: the keys that they made.'),
});

const hourMs = 3_600_000;
const mostOverlapMs = 90 * 24 * hourMs;

export const rotateInputSchema = z.object({
  overlapMs: z
    .number()
    .int()
    .min(0)
    .max(mostOverlapMs)
    .default(24 * hourMs)
    .describe('How long the old key still works, in milliseconds.'),
});
export type RotateInput = z.input<typeof rotateInputSchema>;

export const apiKeyViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string().describe('The first characters, to tell keys apart.'),
  role: z
    .enum([...keyRoles, 'none'])
    .describe('`none`: a role that this version does not know, and that may do nothing.'),
  ...scopeView,
  connections: z
    .union([z.literal('all'), z.array(z.string())])
    .describe('Keys of the connections it may resolve, or `all` of its projects.'),
  references: z
    .union([
      z.literal('all'),
      z.array(z.object({ secretManagerId: z.string(), patterns: z.array(z.string()) })),
    ])
    .nullable()
    .describe('What it may read by naming a reference; null: nothing.'),
  networks: z.array(z.string()),
  createdBy: z.string(),
  isCreatorDisabled: z
    .boolean()
    .describe('The person who made it is disabled; the key is not, unless revoked.'),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  replacedById: z.string().nullable().describe('The key that takes its place.'),
  lastUsedAt: z.string().nullable(),
  lastUsedFrom: z.string().nullable().describe('The address of the client.'),
});
export type ApiKeyView = z.infer<typeof apiKeyViewSchema>;

/** The only answer that holds the key itself: it is shown once. */
export const createdApiKeySchema = apiKeyViewSchema.extend({ key: z.string() });

export const keyDefaultsSchema = z.object({
  expiresAfterDays: z
    .number()
    .int()
    .min(1)
    .max(3_650)
    .nullable()
    .describe('After how many days a new key ends that says nothing about it; null: never.'),
});
export type KeyDefaults = z.infer<typeof keyDefaultsSchema>;
