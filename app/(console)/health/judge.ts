import type { ManagerView } from '@/lib/managers/schema';
import { isTroubled } from '@/lib/managers/status';
import type { QuotaView } from '@/lib/quota/schema';

/** Those in trouble first; otherwise the order stays. */
export function troubledFirst<Manager extends Pick<ManagerView, 'status' | 'breaker'>>(
  managers: readonly Manager[],
): Manager[] {
  return [...managers].sort((one, other) => Number(isTroubled(other)) - Number(isTroubled(one)));
}

type Meters = Pick<QuotaView, 'windows'>;

/** The limit of all that is nearest its end, whichever window it is of, as needs attention; undefined without any. */
export function mostSpent<Quota extends Meters>(
  quota: readonly Quota[],
): { quota: Quota; window: Quota['windows'][number] } | undefined {
  const share = ({ used, limit }: Meters['windows'][number]) => (limit ? used / limit : 0);
  return quota
    .flatMap((each) => each.windows.map((window) => ({ quota: each, window })))
    .reduce<{ quota: Quota; window: Quota['windows'][number] } | undefined>(
      (most, one) => (most && share(most.window) >= share(one.window) ? most : one),
      undefined,
    );
}
