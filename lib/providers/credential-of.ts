import { z } from 'zod';
import { parseInput } from '@/lib/kernel/parse';
import type { SecretValue } from '@/lib/kernel/secret-value';
import type { ProviderId } from './descriptors';
import { onePasswordConfigSchema } from './onepassword/config-schema';
import { onePasswordCredential } from './onepassword/credential';
import { connectConfigSchema } from './onepassword-connect/config-schema';
import { connectCredential } from './onepassword-connect/credential';

const schemas = {
  onepassword: z.object({ config: onePasswordConfigSchema }),
  'onepassword-connect': z.object({ config: connectConfigSchema }),
};

type Reader = (config: unknown) => SecretValue;
const more = new Map<string, Reader>();

/** Adds how the configuration of a kind is read that `addKind` has added. For tests alone. */
export function addCredential(id: string, read: Reader): void {
  more.set(id, read);
}

/**
 * A configuration as the one text that is sealed, without what was pasted along with its parts. Throws `invalid_input` with
 * its fields when it is that of another kind; whether it is any good the provider says.
 */
export function credentialOf(provider: ProviderId, config: unknown): SecretValue {
  const read = more.get(provider);
  if (read) return read(config);
  switch (provider) {
    case 'onepassword':
      return onePasswordCredential(parseInput(schemas[provider], { config }).config);
    case 'onepassword-connect':
      return connectCredential(parseInput(schemas[provider], { config }).config);
  }
}
