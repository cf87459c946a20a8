import { z } from 'zod';

// The token itself is looked at by the provider, which says exactly what is wrong with it.
export const onePasswordConfigSchema = z.object({
  serviceAccountToken: z
    .string()
    .max(20_000)
    .describe('The token of a 1Password service account; it begins with `ops_`. Never answered again.'),
});
