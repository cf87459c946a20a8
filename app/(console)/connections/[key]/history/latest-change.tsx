'use client';

import { useQuery } from '@tanstack/react-query';
import { callerText } from '@/components/caller-text';
import { apiGet } from '@/components/query/api-get';
import { RelativeTime } from '@/components/ui/relative-time';
import type { VersionView } from '@/lib/connections/version-schema';
import type { AppId } from '@/lib/kernel/apps';
import type { Page } from '@/lib/kernel/page';
import type { ProjectView } from '@/lib/projects/schema';
import { ChangeList } from './change-list';
import { historyWords as words } from './words';

/** Who changed the connection last, and what: for whoever is about to save over it. Nothing where that is not known. */
export function LatestChange({
  connection,
  app,
  projects,
}: {
  connection: string;
  app: AppId;
  projects: readonly ProjectView[];
}) {
  const path = `/api/v1/connections/${connection}/versions`;
  const { data } = useQuery({
    queryKey: [path, 'latest'],
    queryFn: ({ signal }) => apiGet<Page<VersionView>>(path, { limit: 1 }, signal),
    staleTime: 0,
  });
  const latest = data?.items[0];
  if (!latest) return null;
  const { number, by, at, changes } = latest;
  return (
    <div className="mt-2 grid gap-1">
      <p>
        {by.kind === 'system' ? words.latchkey : callerText(by.label)} · <RelativeTime at={at} />
      </p>
      {changes && (
        <ChangeList label={words.changes.label(number)} changes={changes} app={app} projects={projects} />
      )}
    </div>
  );
}
