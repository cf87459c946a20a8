import type { z } from 'zod';
import { SecretValue } from '@/lib/kernel/secret-value';
import type { onePasswordConfigSchema } from './config-schema';
import { readServiceAccountToken } from './token-text';

/** The token without what was pasted along with it. What is no whole token is the provider's to refuse. */
export function onePasswordCredential({
  serviceAccountToken: pasted,
}: z.output<typeof onePasswordConfigSchema>): SecretValue {
  const reading = readServiceAccountToken(pasted);
  return new SecretValue(reading.ok ? reading.text : pasted.trim());
}
