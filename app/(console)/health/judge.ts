import type { ManagerView } from '@/lib/managers/schema';
import { isTroubled } from '@/lib/managers/status';
import type { QuotaView } from '@/lib/quota/schema';

/** Those in trouble first; otherwise the order stays. */
export function troubledFirst<Manager extends Pick<ManagerView, 'status' | 'breaker'>>(
  managers: readonly Manager[],
): Manager[] {
  return [...managers].sort((one, other) => Number(isTroubled(other)) - Number(isTroubled(one)));
}

/** The one whose account has used the greatest share of its day; undefined without any. */
export function mostSpent<Quota extends Pick<QuotaView, 'accountDay'>>(
  quota: readonly Quota[],
): Quota | undefined {
  const share = ({ accountDay: { used, limit } }: Quota) => (limit ? used / limit : 0);
  return quota.reduce<Quota | undefined>(
    (most, one) => (most && share(most) >= share(one) ? most : one),
    undefined,
  );
}
