import { z } from 'zod';
import { SecretValue } from '@/lib/kernel/secret-value';
import { readServiceAccountToken } from '@/lib/kernel/service-account-token';

// The token itself is looked at by the provider, which says exactly what is wrong with it.
export const onePasswordConfigSchema = z.object({
  serviceAccountToken: z
    .string()
    .max(20_000)
    .describe('The token of a 1Password service account; it begins with `ops_`. Never answered again.'),
});

/** The token without what was pasted along with it. What is no whole token is the provider's to refuse. */
export function onePasswordCredential({
  serviceAccountToken: pasted,
}: z.output<typeof onePasswordConfigSchema>): SecretValue {
  const reading = readServiceAccountToken(pasted);
  return new SecretValue(reading.ok ? reading.text : pasted.trim());
}
