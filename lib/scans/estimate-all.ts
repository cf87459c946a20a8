import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { noInputSchema } from '@/lib/kernel/ids';
import { database } from '@/lib/platform/database';
import { estimateScan } from './scan-estimate';

/** About how many requests a scan of all secret managers takes that the caller's projects reach. Throws `forbidden`. */
export const estimateAll = verb({
  name: 'estimateAll',
  right: 'reference:scan',
  input: noInputSchema,
  audit: [],
  run: async ({ caller }): Promise<{ requests: number }> => {
    const rows = await database().secretManager.findMany({
      where: { AND: [reachedBy(caller), { fields: { some: {} } }] },
      select: { id: true },
    });
    let requests = 0;
    for (const { id } of rows) requests += (await estimateScan(id)).requests;
    return { requests };
  },
});
