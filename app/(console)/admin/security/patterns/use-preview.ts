'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiGet, apiPost, problemIn } from '@/components/query/api-get';
import { useRested } from '@/components/query/use-rested';
import type { Page } from '@/lib/kernel/page';
import type { Problem } from '@/lib/kernel/problem';
import type { AccessPreview } from '@/lib/managers/access-schema';
import { linesOf } from './pattern-lines';

/** A vault that the service account sees. */
export interface KnownVault {
  id: string;
  title: string;
  /** Null: only some of it is the reader's to use. */
  itemCount: number | null;
}

export interface Asked<T> {
  data: T | undefined;
  problem: Problem | undefined;
  isBusy: boolean;
  retry: () => void;
}

/** As many patterns as one preview takes: lib/managers/access-schema. */
export const mostPreviewed = 100;

const keptMs = 60_000;

/** The vaults of a secret manager, to tick. */
export function useVaults(secretManagerId: string): Asked<readonly KnownVault[]> {
  return useListed(secretManagerId, 'vaults');
}

/** The environments of a secret manager whose kind has such, to tick. */
export function useEnvironments(secretManagerId: string): Asked<readonly { id: string; title: string }[]> {
  return useListed(secretManagerId, 'environments');
}

function useListed<Listed>(
  secretManagerId: string,
  what: 'vaults' | 'environments',
): Asked<readonly Listed[]> {
  const result = useQuery({
    queryKey: [`${what}-to-tick`, secretManagerId],
    queryFn: ({ signal }) =>
      apiGet<Page<Listed>>(`/api/v1/secret-managers/${secretManagerId}/${what}`, {}, signal),
    staleTime: keptMs,
  });
  return askedOf(result, result.data?.items);
}

/** What patterns let through now, asked again when the typing rests. `wrong` lines are left out. */
export function usePreview(
  secretManagerId: string,
  text: string,
  wrong: readonly { text: string }[],
): Asked<AccessPreview> & { isOld: boolean } {
  const left = new Set(wrong.map((line) => line.text));
  const wanted = linesOf(text).filter((line) => !left.has(line));
  const shown = wanted.slice(0, mostPreviewed).join('\n');
  const rested = useRested(shown);
  const patterns = linesOf(rested);
  const result = useQuery({
    queryKey: ['access-preview', secretManagerId, rested],
    queryFn: ({ signal }) =>
      apiPost<AccessPreview>(
        `/api/v1/secret-managers/${secretManagerId}/access/preview`,
        { patterns },
        signal,
      ),
    enabled: patterns.length > 0,
    placeholderData: keepPreviousData,
    staleTime: keptMs,
    // A line that this page does not know to be wrong yet.
    retry: (count, error) => count < 2 && problemIn(error).status >= 500,
  });
  const isOld = rested !== shown || result.isPlaceholderData;
  return { ...askedOf(result, patterns.length > 0 ? result.data : undefined), isOld };
}

function askedOf<T>(
  result: { error: unknown; isFetching: boolean; refetch: () => unknown },
  data: T | undefined,
): Asked<T> {
  return {
    data,
    problem: result.error ? problemIn(result.error) : undefined,
    isBusy: result.isFetching,
    retry: () => void result.refetch(),
  };
}
