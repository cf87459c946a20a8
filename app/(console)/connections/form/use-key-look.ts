'use client';

import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRested } from '@/components/query/use-rested';
import type { TakenKey } from '@/lib/connections/schema';
import { lookUp } from '../actions';
import { slugOf } from './slug';

/** Whether another connection has this key, once its typing rests. Undefined: that is not known, or it is the connection's own. */
export function useKeyLook(key: string, own: string): TakenKey | undefined {
  const rested = useRested(key);
  const { data } = useQuery({ ...lookOf(key), enabled: rested === key && isAsked(key, own) });
  return isAsked(key, own) ? data : undefined;
}

/** The same at once, for who is about to save. */
export function useAskKey(own: string): (key: string) => Promise<TakenKey | undefined> {
  const client: QueryClient = useQueryClient();
  return async (key) => (isAsked(key, own) ? client.fetchQuery(lookOf(key)) : undefined);
}

function lookOf(key: string) {
  return queryOptions({
    queryKey: ['connection-key', key],
    queryFn: async () => {
      // What cannot be asked now is told when it is saved.
      const outcome = await lookUp({ key }).catch(() => undefined);
      return outcome?.ok ? outcome.value : { isTaken: false };
    },
    staleTime: 10_000,
    retry: false,
  });
}

/** One that has not the form of a key cannot be taken. */
function isAsked(key: string, own: string): boolean {
  return key !== '' && key !== own && key.length <= 64 && slugOf(key) === key;
}
