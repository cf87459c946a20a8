import { z } from 'zod';
import { keyRoles } from '@/lib/kernel/permissions';
import { saysOf } from '@/lib/kernel/says-of';
import { scopeFields, scopeView } from '@/lib/kernel/scope';

export const createInputSchema = z.object({
  name: z.string().trim().min(1, saysOf('nameMissing')).max(80, saysOf('nameTooLong')),
  role: z.enum(keyRoles).default('workload'),
  ...scopeFields,
  expiresAt: z.iso.datetime().optional().describe('RFC 3339; absent: does not expire.'),
});
export type CreateInput = z.input<typeof createInputSchema>;

export const apiKeyViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string().describe('The first characters, to tell keys apart.'),
  role: z.enum(keyRoles),
  ...scopeView,
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});
export type ApiKeyView = z.infer<typeof apiKeyViewSchema>;

/** The only answer that holds the key itself: it is shown once. */
export const createdApiKeySchema = apiKeyViewSchema.extend({ key: z.string() });
