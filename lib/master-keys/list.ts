import { verb } from '@/lib/access/verb';
import { noInputSchema } from '@/lib/kernel/ids';
import { database } from '@/lib/platform/database';
import { keyring } from '@/lib/platform/keyring';
import { countSealed, type SealedTable } from '@/lib/platform/sealed-columns';
import type { MasterKeyView } from './schema';

/** The master keys that this process holds, the current one first, with what each seals. Throws `forbidden`. */
export const listMasterKeys = verb({
  name: 'listMasterKeys',
  right: 'master-key:read',
  input: noInputSchema,
  audit: [],
  run: async (): Promise<MasterKeyView[]> => {
    const counts = await countSealed(database());
    const { current, all } = keyring();
    return all.map(({ id }) => {
      const keyId = id.toString('hex');
      const of = (table: SealedTable) =>
        counts
          .filter((each) => each.keyId === keyId && each.table === table)
          .reduce((sum, { count }) => sum + count, 0);
      const [credentials, fields, versions, entries] = [
        of('secret_manager'),
        of('connection_field'),
        of('connection_version'),
        of('cache_entry'),
      ];
      return {
        id: keyId,
        isCurrent: id.equals(current.id),
        credentials,
        fields,
        versions,
        entries,
        left: credentials + fields + versions + entries,
      };
    });
  },
});
