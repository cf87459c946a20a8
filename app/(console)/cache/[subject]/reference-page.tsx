'use client';

import { useQueryClient } from '@tanstack/react-query';
import { referenceText } from '@/components/reference-text';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import type { CacheEventView } from '@/lib/cache/event';
import type { ReferenceView } from '@/lib/cache/schema';
import type { Page } from '@/lib/kernel/page';
import type { Role } from '@/lib/kernel/role';
import { EntryActions } from '../entry-actions';
import { EntryFacts } from '../entry-facts';
import { Timeline } from '../timeline';
import { timelineWords } from '../timeline-words';
import { useReference } from '../use-reference';
import { useRefresh } from '../use-refresh';

const words = timelineWords.page;

export interface ReferencePageProps {
  first: ReferenceView;
  firstEvents: Page<CacheEventView> | undefined;
  role: Role;
}

/** A reference with its timeline, kept current. */
export function ReferencePage({ first, firstEvents, role }: ReferencePageProps) {
  const client = useQueryClient();
  const { view = first, reload } = useReference(first.subject, first);
  const reloadAll = () => {
    reload();
    void client.invalidateQueries({ queryKey: [`/api/v1/cache/references/${first.subject}/events`] });
  };
  const refresh = useRefresh(reloadAll);
  const { entry, connections } = view;
  return (
    <>
      <PageHeader
        trail={[{ label: words.trail, href: '/cache' }]}
        title={referenceText(view.shownReference)}
        description={view.secretManagerName}
        actions={
          <EntryActions
            reference={view}
            entry={entry ?? undefined}
            refresh={refresh}
            role={role}
            onChanged={reloadAll}
            onCleared={reloadAll}
          />
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Panel title={timelineWords.title}>
          <Timeline subject={view.subject} first={firstEvents} />
        </Panel>
        <div className="grid gap-4 max-lg:order-first">
          <Panel title={words.now}>
            {entry ? <EntryFacts entry={entry} /> : <p className="text-ink-2">{words.gone}</p>}
          </Panel>
          {!entry && (
            <Panel title={words.used}>
              {connections.length === 0 && <p className="text-ink-2">{words.unused}</p>}
              <ul className="grid gap-1">
                {connections.map(({ key, name }) => (
                  <li key={key}>
                    <Link href={`/connections/${key}`} className="rounded-xs text-accent-ink hover:underline">
                      {name}
                    </Link>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}
