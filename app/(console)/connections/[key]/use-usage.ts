'use client';

import { besideMs } from '@/components/query/periods';
import { useOne } from '@/components/query/use-one';
import type { UsageView } from '@/lib/connections/usage-schema';

/** Who reads a connection, kept current. */
export function useUsage(key: string) {
  return useOne<UsageView>({ path: `/api/v1/connections/${key}/usage`, refetchMs: besideMs });
}
