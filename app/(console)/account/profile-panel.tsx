import { scopeText } from '@/components/scope-text';
import { Facts } from '@/components/ui/facts';
import { Panel } from '@/components/ui/panel';
import { RelativeTime } from '@/components/ui/relative-time';
import { roleWords } from '@/components/words/roles';
import type { ProjectView } from '@/lib/projects/schema';
import type { AccountView } from '@/lib/users/schema';
import { words } from './words';

/** Who the person is here. An admin changes it. */
export function ProfilePanel({
  account,
  projects,
}: {
  account: AccountView;
  projects: readonly ProjectView[];
}) {
  return (
    <Panel title={words.profile.title}>
      <Facts
        facts={[
          { label: words.profile.name, value: account.name },
          {
            label: words.profile.email,
            value: <span className="[overflow-wrap:anywhere]">{account.email}</span>,
          },
          { label: words.profile.role, value: roleWords[account.role].label },
          { label: words.profile.projects, value: projectsText(account, projects) },
          { label: words.profile.lastSignIn, value: <RelativeTime at={account.lastSignInAt} /> },
          { label: words.profile.passwordSet, value: <RelativeTime at={account.passwordSetAt} /> },
          { label: words.profile.added, value: <RelativeTime at={account.createdAt} /> },
        ]}
      />
      <p className="mt-4 text-ink-3 text-xs">{words.profile.help}</p>
    </Panel>
  );
}

function projectsText({ role, projectIds }: AccountView, projects: readonly ProjectView[]): string {
  if (role === 'admin') return words.profile.allProjects;
  if (projectIds.length === 0) return words.profile.noProjects;
  return scopeText({ scope: 'project', projectIds }, projects);
}
