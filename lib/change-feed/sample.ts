import { loadManager } from '@/lib/managers/load';
import { trustedNow } from '@/lib/managers/trust';
import { refreshAhead } from '@/lib/secrets/refresh-ahead';

/** Has what is in the sample of this moment refreshed: while a feed is trusted, no read finds it near its end. */
export async function lookAtSamples(): Promise<void> {
  for (const id of trustedNow()) {
    const manager = await loadManager(id);
    if (manager) refreshAhead(manager);
  }
}
