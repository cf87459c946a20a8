import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { listConnections } from '@/lib/connections/list';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { roleMay } from '@/lib/kernel/permissions';
import { readChoices } from './choices';
import { ConnectionList } from './connection-list';
import { filterOf, type ListSearch } from './filter';
import { connectionWords as words } from './words';

export const metadata: Metadata = { title: words.title };

/** All connections that the caller's projects reach. */
export default async function ConnectionsPage({ searchParams }: { searchParams: Promise<ListSearch> }) {
  const caller = await pageCaller();
  const filter = filterOf(await searchParams);
  const [first, choices] = await Promise.all([
    pageRead('connections.list', () => listConnections({ caller, input: filter })),
    readChoices(caller),
  ]);
  const mayWrite = roleMay(caller.role, 'connection:write');
  return (
    <>
      <PageHeader
        title={words.title}
        description={words.description}
        actions={mayWrite && <NewConnection />}
      />
      {first.ok ? (
        <ConnectionList
          first={first.value}
          filterAtFirst={filter}
          {...choices}
          emptyAction={mayWrite ? <NewConnection /> : undefined}
        />
      ) : (
        <ErrorState problem={first.problem} />
      )}
    </>
  );
}

function NewConnection() {
  return (
    <ButtonLink href="/connections/new/app" variant="primary" icon={<Plus />}>
      {words.add}
    </ButtonLink>
  );
}
