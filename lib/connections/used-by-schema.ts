import { z } from 'zod';
import { appIds } from '@/lib/kernel/apps';
import { pageQuerySchema } from '@/lib/kernel/page';

export const usedByInputSchema = pageQuerySchema.extend({
  secretManagerId: z.string().max(64).optional().describe('What is read through this secret manager.'),
  vault: z.string().min(1).max(200).optional().describe('By id, or by its title.'),
  item: z.string().min(1).max(200).optional().describe('By id, or by its title.'),
  reference: z.string().min(1).max(2_000).optional().describe('As it is stored, by ids, or by its names.'),
});
export type UsedByInput = z.input<typeof usedByInputSchema>;

/** A connection that needs what was asked about, with the fields that do. */
export const userViewSchema = z.object({
  key: z.string(),
  name: z.string(),
  app: z.enum(appIds),
  fields: z.array(z.object({ name: z.string(), reference: z.string(), shownReference: z.string() })),
});
export type UserView = z.infer<typeof userViewSchema>;

export const placesInputSchema = pageQuerySchema.extend({
  secretManagerId: z.string().min(1).max(64).describe('The secret manager whose vaults are listed.'),
  vault: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The id of a vault: its items. Without it: the vaults.'),
});
export type PlacesInput = z.input<typeof placesInputSchema>;

/** A vault, an environment or an item that something is bound in. */
export const placeViewSchema = z.object({
  kind: z
    .enum(['vault', 'environment', 'item'])
    .describe('An environment has no items: it is what is bound.'),
  id: z.string().describe('Of the vault or item; its title where a reference was kept as written.'),
  title: z.string().describe('As it was seen last.'),
  items: z
    .number()
    .int()
    .describe('Items of the vault that something is bound in; 1 for an item or an environment.'),
  connections: z.number().int(),
  fields: z.number().int(),
  broken: z.number().int().describe('Fields of those whose reference is broken.'),
});
export type PlaceView = z.infer<typeof placeViewSchema>;
