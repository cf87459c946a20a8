import type { Metadata } from 'next';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { listProjects } from '@/lib/projects/list';
import { getAccount } from '@/lib/users/account';
import { listOwnSessions } from '@/lib/users/own-sessions';
import { PasswordPanel } from './password-panel';
import { ProfilePanel } from './profile-panel';
import { SessionPanel } from './session-panel';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** One's own account: profile, password, the browsers that are signed in. */
export default async function AccountPage() {
  const caller = await pageCaller();
  const [account, sessions, projects] = await Promise.all([
    pageRead('get-account', () => getAccount({ caller })),
    pageRead('list-sessions', () => listOwnSessions({ caller })),
    pageRead('list-projects', () => listProjects({ caller })),
  ]);
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      {account.ok ? (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <div className="grid gap-4">
            <ProfilePanel account={account.value} projects={projects.ok ? projects.value : []} />
            <PasswordPanel email={account.value.email} />
          </div>
          {sessions.ok ? (
            <SessionPanel sessions={sessions.value} />
          ) : (
            <ErrorState problem={sessions.problem} />
          )}
        </div>
      ) : (
        <ErrorState problem={account.problem} />
      )}
    </>
  );
}
