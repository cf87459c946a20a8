import { ClipboardPaste, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { firstLimit } from '@/components/query/first-limit';
import { ButtonLink } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { listConnections } from '@/lib/connections/list';
import { listTags } from '@/lib/connections/tag';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { roleMay } from '@/lib/kernel/permissions';
import { countFindings } from '@/lib/scans/findings';
import { readChoices } from './choices';
import { ConnectionList } from './connection-list';
import { filterOf, isNarrowed, type ListSearch } from './filter';
import { connectionWords as words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** All connections that the caller's projects reach. */
export default async function ConnectionsPage({ searchParams }: { searchParams: Promise<ListSearch> }) {
  const caller = await pageCaller();
  const filter = filterOf(await searchParams);
  const [first, choices, tags, counts] = await Promise.all([
    pageRead('connections.list', () => listConnections({ caller, input: { ...filter, limit: firstLimit } })),
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
      {first.ok ? (
        <ConnectionList
          first={first.value}
          filterAtFirst={filter}
          {...choices}
          tags={tags.ok ? tags.value.items.map(({ tag }) => tag) : []}
          counts={counts.ok ? counts.value : undefined}
          hasReport={roleMay(caller.role, 'access:report')}
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
