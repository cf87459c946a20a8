import type { Metadata } from 'next';
import { firstLimit } from '@/components/query/first-limit';
import { adminTrail } from '@/components/shell/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { listProjects } from '@/lib/projects/list';
import { listUsers } from '@/lib/users/list';
import { AddUser } from './add-user';
import { UserList } from './user-list';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** People: add, change role and projects, disable. */
export default async function UsersPage({ searchParams }: { searchParams: Promise<{ search?: unknown }> }) {
  const caller = await pageCaller();
  const { search } = await searchParams;
  const searchAtFirst = typeof search === 'string' ? search.slice(0, 200) : '';
  const [users, projects] = await Promise.all([
    pageRead('list-users', () => listUsers({ caller, input: { limit: firstLimit } })),
    pageRead('list-projects', () => listProjects({ caller })),
  ]);
  const known = projects.ok ? projects.value : [];
  return (
    <>
      <PageHeader
        trail={adminTrail('people')}
        title={words.title}
        description={words.description}
        actions={users.ok && <AddUser projects={known} />}
      />
      {users.ok ? (
        <UserList
          key={searchAtFirst}
          first={users.value}
          projects={known}
          ownId={caller.id}
          searchAtFirst={searchAtFirst}
        />
      ) : (
        <ErrorState problem={users.problem} />
      )}
    </>
  );
}
