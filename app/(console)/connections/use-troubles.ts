'use client';

import { useQueryClient } from '@tanstack/react-query';

/** What tells what is wrong, by the paths of the API. */
const paths = [
  '/api/v1/attention',
  '/api/v1/connections',
  '/api/v1/references/findings',
  '/api/v1/references/findings/counts',
  '/api/v1/references/places',
  '/api/v1/secret-managers',
];

/** Refetches what is wrong, for every part of the page that shows it: after a test, a check, a scan or a repair. */
export function useAskTroubles(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey: [path] }) =>
        typeof path === 'string' && paths.some((each) => path === each || path.startsWith(`${each}/`)),
    });
}
