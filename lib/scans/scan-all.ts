import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { noInputSchema } from '@/lib/kernel/ids';
import { byName } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import { translate } from '@/lib/platform/language';
import { scanManager } from './scan';
import type { ScanAllResult } from './schema';

/**
 * Scans every secret manager that the caller's projects reach, one after the other. One that fails says why in its
 * place and holds up no other. Throws `forbidden`.
 */
export const scanAllManagers = verb({
  name: 'scanAllManagers',
  right: 'reference:scan',
  input: noInputSchema,
  audit: [],
  run: async ({ caller }): Promise<ScanAllResult> => {
    const rows = await database().secretManager.findMany({
      where: reachedBy(caller),
      select: { id: true, name: true },
      orderBy: [...byName],
    });
    const items: ScanAllResult['items'] = [];
    for (const { id, name } of rows) {
      const base = { secretManagerId: id, secretManagerName: name };
      try {
        items.push({ ...base, ok: true, scan: await scanManager({ caller, input: { id } }) });
      } catch (error) {
        const { code, says } = asLatchkeyError(error);
        items.push({ ...base, ok: false, code, message: translate(says) });
      }
    }
    return { items };
  },
});
