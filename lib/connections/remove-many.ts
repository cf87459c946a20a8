import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { parseInput } from '@/lib/kernel/parse';
import { sayNow } from '@/lib/platform/language';
import { type KeysInput, keysInputSchema, type RemovedKeys } from './arrange-schema';
import { removeConnection } from './remove';

/**
 * Removes connections one after the other; one that cannot be removed says why and holds up no other.
 * Throws `forbidden`, `invalid_input`.
 */
export async function removeConnections({
  caller,
  input,
}: {
  caller: Caller;
  input: KeysInput;
}): Promise<RemovedKeys> {
  requirePermission(caller, 'connection:write');
  const { keys } = parseInput(keysInputSchema, input);
  const removed: string[] = [];
  const failed: RemovedKeys['failed'] = [];
  for (const key of new Set(keys)) {
    try {
      await removeConnection({ caller, input: { key } });
      removed.push(key);
    } catch (error) {
      const { code, says } = asLatchkeyError(error);
      failed.push({ key, code, message: sayNow(says) });
    }
  }
  return { removed, failed };
}
