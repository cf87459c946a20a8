'use client';

import { mainMs, seldomMs } from '@/components/query/periods';
import type { AttentionView } from '@/lib/attention/schema';
import { useOne } from './use-one';

/** What needs a person, kept current: for its page, and for the number beside the way to it. */
export function useAttention(first?: AttentionView) {
  return useOne<AttentionView>({ path: '/api/v1/attention', first, refetchMs: first ? mainMs : seldomMs });
}
