'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiPost } from '@/components/query/api-get';
import { useRested } from '@/components/query/use-rested';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import type { AccessInput, RefusalsPreview } from '@/lib/managers/access-schema';
import { words } from './words';

const mostShown = 5;

/** Before the access is saved: which bound fields it would refuse that are not refused now. Nothing where there are none. */
export function WouldRefuse({
  secretManagerId,
  projects,
}: {
  secretManagerId: string;
  projects: AccessInput['projects'];
}) {
  const rested = useRested(JSON.stringify(projects));
  const { data, error } = useQuery({
    queryKey: ['would-refuse', secretManagerId, rested],
    queryFn: ({ signal }) =>
      apiPost<RefusalsPreview>(
        `/api/v1/secret-managers/${secretManagerId}/access/refusals`,
        { projects: JSON.parse(rested) },
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  if (error) return <Notice tone="warn">{words.wouldRefuse.unknown}</Notice>;
  if (!data || data.refusedCount === 0) return null;
  const shown = data.refused.slice(0, mostShown);
  const left = data.refusedCount - shown.length;
  return (
    <Notice
      tone="warn"
      role="status"
      title={words.wouldRefuse.title(data.refusedCount, data.connectionCount)}
    >
      {words.wouldRefuse.text}{' '}
      {shown.map(({ connection, field }, index) => (
        <span key={`${connection.key} ${field}`}>
          {index > 0 && ', '}
          <Link href={`/connections/${connection.key}`} className="text-accent-ink hover:underline">
            {connection.name}
          </Link>{' '}
          ({field})
        </span>
      ))}
      {left > 0 && ` ${words.wouldRefuse.more(left)}`}
    </Notice>
  );
}
