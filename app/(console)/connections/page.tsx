import { ClipboardPaste, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { ButtonLink } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { listConnections } from '@/lib/connections/list';
import { listTags } from '@/lib/connections/tag';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { roleMay } from '@/lib/kernel/permissions';
import { countFindings } from '@/lib/scans/findings';
import { findingWords } from '../findings/words';
import { readChoices } from './choices';
import { ConnectionList } from './connection-list';
import { filterOf, isNarrowed, type ListSearch } from './filter';
import { refusedCount } from './refused';
import { refusedWords } from './refused-words';
import { connectionWords as words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** All connections that the caller's projects reach. */
export default async function ConnectionsPage({ searchParams }: { searchParams: Promise<ListSearch> }) {
  const caller = await pageCaller();
  const filter = filterOf(await searchParams);
  const [first, choices, tags, broken] = await Promise.all([
    pageRead('connections.list', () => listConnections({ caller, input: filter })),
    readChoices(caller),
    pageRead('connections.tags', () => listTags({ caller })),
    pageRead('connections.broken', () => countFindings({ caller })),
  ]);
  const mayWrite = roleMay(caller.role, 'connection:write');
  const isEmpty = first.ok && first.value.items.length === 0 && !isNarrowed(filter);
  const isFirstRun = isEmpty && choices.managers.length === 0 && roleMay(caller.role, 'secret-manager:write');
  return (
    <>
      <PageHeader
        title={words.title}
        description={words.description}
        actions={
          mayWrite &&
          !isEmpty && (
            <>
              <ImportConnection />
              <NewConnection variant="primary" />
            </>
          )
        }
      />
      {broken.ok && broken.value > 0 && <BrokenNotice count={broken.value} />}
      {first.ok && filter.state !== 'refused' && first.value.items.some((each) => refusedCount(each) > 0) && (
        <RefusedNotice hasReport={roleMay(caller.role, 'access:report')} />
      )}
      {first.ok ? (
        <ConnectionList
          first={first.value}
          filterAtFirst={filter}
          {...choices}
          tags={tags.ok ? tags.value.items.map(({ tag }) => tag) : []}
          mayWrite={mayWrite}
          emptyText={words.list.empty.texts[isFirstRun ? 'first' : mayWrite ? 'writer' : 'reader']}
          emptyAction={
            mayWrite && (
              <>
                {isFirstRun && (
                  <ButtonLink href="/admin/security/secret-managers" variant="primary">
                    {words.list.empty.connect}
                  </ButtonLink>
                )}
                <NewConnection variant={isFirstRun ? 'secondary' : 'primary'} />
                {!isFirstRun && <ImportConnection />}
              </>
            )
          }
        />
      ) : (
        <ErrorState problem={first.problem} />
      )}
    </>
  );
}

function BrokenNotice({ count }: { count: number }) {
  return (
    <Notice
      tone="bad"
      className="mb-3"
      title={
        <span className="flex flex-wrap gap-x-3">
          {findingWords.banner(count)}
          <Link href="/findings" className="text-accent-ink hover:underline">
            {findingWords.look}
          </Link>
        </span>
      }
    />
  );
}

function RefusedNotice({ hasReport }: { hasReport: boolean }) {
  const link = 'text-accent-ink hover:underline';
  return (
    <Notice
      tone="bad"
      className="mb-3"
      title={
        <span className="flex flex-wrap gap-x-3">
          {refusedWords.list.title}
          <Link href="/connections?state=refused" className={link}>
            {refusedWords.list.show}
          </Link>
          {hasReport && (
            <Link href="/admin/security/access-report" className={link}>
              {refusedWords.list.report}
            </Link>
          )}
        </span>
      }
    />
  );
}

function ImportConnection() {
  return (
    <ButtonLink href="/connections/new/import" icon={<ClipboardPaste />}>
      {words.import}
    </ButtonLink>
  );
}

function NewConnection({ variant }: { variant: 'primary' | 'secondary' }) {
  return (
    <ButtonLink href="/connections/new/app" variant={variant} icon={<Plus />}>
      {words.add}
    </ButtonLink>
  );
}
