import { z } from 'zod';
import { parseInput } from '@/lib/kernel/parse';
import { SecretValue } from '@/lib/kernel/secret-value';
import { addCredential } from '@/lib/providers/credential-of';
import { addKind, type ProviderId } from '@/lib/providers/descriptors';
import { onePasswordConfigSchema } from '@/lib/providers/onepassword/config-schema';
import { memoryGrammar } from './grammar';

const schema = z.object({ config: onePasswordConfigSchema });

/** The id of the kind. Guarantee: `addMemoryKind` makes it one. */
export const memoryId = 'memory' as ProviderId;

/** Lets this process know the tests' own kind; its token comes as the API's `serviceAccountToken`. */
export function addMemoryKind(): void {
  addKind(memoryId, { grammar: memoryGrammar, listsContainers: false, itemsPerRequest: 1, plans: {} });
  addCredential(
    memoryId,
    (config) => new SecretValue(parseInput(schema, { config }).config.serviceAccountToken),
  );
}
