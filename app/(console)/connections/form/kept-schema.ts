import './no-eval';

import { z } from 'zod';
import { scopes } from '@/lib/kernel/scope';
import { providerIds } from '@/lib/providers/descriptors';
import { titlesSchema } from '@/lib/secrets/schema';
import type { KeptDraft } from './kept-draft';

const bindingSchema = z.object({
  secretManagerId: z.string(),
  secretManagerName: z.string(),
  provider: z.enum(providerIds),
  reference: z.string(),
  shownReference: z.string(),
  titles: titlesSchema.optional(),
  trust: z.enum(['verified', 'chosen', 'unverified']),
});

const stateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typed'), text: z.string() }),
  z.object({ kind: z.literal('kept') }),
  z.object({
    kind: z.literal('bound'),
    binding: bindingSchema,
    isInText: z.literal(true).optional(),
    followName: z.boolean().optional(),
  }),
]);

const environmentSchema = z.object({
  secretManagerId: z.string(),
  environmentId: z.string(),
  title: z.string(),
  prefix: z.string(),
  only: z.array(z.string()).optional(),
});

const keptSchema = z.object({
  name: z.string().optional(),
  key: z.string().optional(),
  access: z.object({ scope: z.enum(scopes), projectIds: z.array(z.string()) }).optional(),
  environment: environmentSchema.nullable().optional(),
  fields: z.array(z.object({ name: z.string(), isOwn: z.boolean(), state: stateSchema })),
  removed: z.array(z.string()),
});

/** What another version of the page kept; undefined when it means nothing to this one. */
export function readKeptDraft(kept: unknown): KeptDraft | undefined {
  const read = keptSchema.safeParse(kept);
  return read.success ? read.data : undefined;
}
