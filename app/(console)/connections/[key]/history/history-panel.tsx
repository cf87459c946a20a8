'use client';

import { callerText } from '@/components/caller-text';
import { besideMs } from '@/components/query/periods';
import { useList } from '@/components/query/use-list';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { IntentLink } from '@/components/ui/intent-link';
import { ListEnd } from '@/components/ui/load-more';
import { RelativeTime } from '@/components/ui/relative-time';
import { TableSkeleton } from '@/components/ui/skeleton';
import { Badge } from '@/components/ui/status';
import { useKeptState } from '@/components/ui/use-kept-state';
import { versionLimit } from '@/lib/connections/names';
import type { ConnectionView } from '@/lib/connections/schema';
import type { VersionView } from '@/lib/connections/version-schema';
import type { ProjectView } from '@/lib/projects/schema';
import { ChangeList } from './change-list';
import { RestoreDialog } from './restore-dialog';
import { historyWords as words } from './words';

export interface HistoryPanelProps {
  view: ConnectionView;
  projects: readonly ProjectView[];
  /** Whether the reader's role sees the audit. */
  mayAudit: boolean;
}

/** What changed in the connection, who did it and when, newest first; each version but the current can be restored. */
export function HistoryPanel({ view, projects, mayAudit }: HistoryPanelProps) {
  const [restoring, setRestoring] = useKeptState<number | undefined>('restoring', undefined, 1);
  const list = useList<VersionView>({
    path: `/api/v1/connections/${view.key}/versions`,
    query: { limit: 20 },
    refetchMs: besideMs,
  });
  if (list.isLoading) return <TableSkeleton rows={4} />;
  if (list.items.length === 0 && list.problem) {
    return <ErrorState problem={list.problem} onRetry={list.reload} />;
  }
  return (
    <div className="max-w-220">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="text-ink-3">{words.intro(versionLimit)}</p>
        {mayAudit && (
          <IntentLink
            href={`/admin/security/audit?subjectId=${view.id}`}
            className="rounded-xs text-accent-ink text-sm hover:underline"
          >
            {words.audit}
          </IntentLink>
        )}
      </div>
      <ol aria-label={words.label} className="divide-y rounded border bg-surface">
        {list.items.map((version) => (
          <li key={version.number} className="grid gap-2 px-4 py-3">
            <VersionHead
              version={version}
              onRestore={view.mayChange && !version.isCurrent ? setRestoring : undefined}
            />
            {version.changes === null ? (
              <p className="text-ink-3">{words.noBefore}</p>
            ) : (
              <ChangeList
                label={words.changes.label(version.number)}
                changes={version.changes}
                app={view.app}
                projects={projects}
              />
            )}
          </li>
        ))}
      </ol>
      <ListEnd list={list} />
      {restoring !== undefined && (
        <RestoreDialog
          view={view}
          version={restoring}
          current={list.items.find(({ isCurrent }) => isCurrent)?.number}
          projects={projects}
          onClose={() => setRestoring(undefined)}
        />
      )}
    </div>
  );
}

function VersionHead({
  version: { number, cause, by, at, restoredFrom, isCurrent },
  onRestore,
}: {
  version: VersionView;
  onRestore: ((number: number) => void) | undefined;
}) {
  const name = by.kind === 'system' ? words.latchkey : callerText(by.label);
  const via = by.kind === 'system' ? '' : (words.via[by.kind] ?? '');
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">
            {restoredFrom === null ? words.causes[cause] : words.restoredFrom(restoredFrom)}
          </span>
          <span className="tabular text-ink-3 text-xs">{words.version(number)}</span>
          {isCurrent && <Badge tone="ok">{words.current}</Badge>}
        </p>
        <p className="break-words text-ink-2 text-xs">
          {name} {via} · <RelativeTime at={at} />
        </p>
      </div>
      {onRestore && (
        <Button
          size="sm"
          aria-label={`${words.restore.open}: ${words.version(number)}`}
          onClick={() => onRestore(number)}
        >
          {words.restore.open}
        </Button>
      )}
    </div>
  );
}
