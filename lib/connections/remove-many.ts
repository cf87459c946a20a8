import { verb } from '@/lib/access/verb';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { translate } from '@/lib/platform/language';
import { keysInputSchema, type RemovedKeys } from './arrange-schema';
import { removeConnection } from './remove';

/**
 * Removes connections one after the other; one that cannot be removed says why and holds up no other.
 * Throws `forbidden`, `invalid_input`.
 */
export const removeConnections = verb({
  name: 'removeConnections',
  right: 'connection:write',
  input: keysInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<RemovedKeys> => {
    const { keys } = input;
    const removed: string[] = [];
    const failed: RemovedKeys['failed'] = [];
    for (const key of new Set(keys)) {
      try {
        await removeConnection({ caller, input: { key } });
        removed.push(key);
      } catch (error) {
        const { code, says } = asLatchkeyError(error);
        failed.push({ key, code, message: translate(says) });
      }
    }
    return { removed, failed };
  },
});
