import type { Metadata } from 'next';
import { firstLimit } from '@/components/query/first-limit';
import { adminTrail } from '@/components/shell/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { getKeyDefaults } from '@/lib/api-keys/defaults';
import { listApiKeys } from '@/lib/api-keys/list';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { may } from '@/lib/kernel/permissions';
import { listManagers } from '@/lib/managers/list';
import { env } from '@/lib/platform/env';
import { listProjects } from '@/lib/projects/list';
import { KeyDefaultsField } from './key-defaults';
import { KeyList } from './key-list';
import { MakeKey } from './make-key';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** API keys: make one, see what each can read and when it was used, rotate, revoke. */
export default async function ApiKeysPage({ searchParams }: { searchParams: Promise<{ search?: unknown }> }) {
  const caller = await pageCaller();
  const { search } = await searchParams;
  const searchAtFirst = typeof search === 'string' ? search.slice(0, 200) : '';
  const [keys, projects, managers, defaults] = await Promise.all([
    pageRead('list-api-keys', () => listApiKeys({ caller, input: { limit: firstLimit } })),
    pageRead('list-projects', () => listProjects({ caller })),
    pageRead('list-managers', () => listManagers({ caller, input: { limit: 200 } })),
    pageRead('get-key-defaults', () => getKeyDefaults({ caller })),
  ]);
  const known = {
    projects: projects.ok ? projects.value : [],
    managers: managers.ok ? managers.value.items : [],
    origin: env().origin,
  };
  const { databaseServer, detachedKeysMs } = env();
  return (
    <>
      <PageHeader
        trail={adminTrail('security')}
        title={words.title}
        description={words.description}
        actions={
          keys.ok &&
          // Made again when the default changes: an open form keeps what it began with.
          defaults.ok && (
            <MakeKey key={String(defaults.value.expiresAfterDays)} {...known} defaults={defaults.value} />
          )
        }
      />
      {keys.ok ? (
        <KeyList
          key={searchAtFirst}
          first={keys.value}
          searchAtFirst={searchAtFirst}
          cutOffMs={databaseServer ? detachedKeysMs : undefined}
          {...known}
        />
      ) : (
        <ErrorState problem={keys.problem} />
      )}
      {defaults.ok && may(caller, 'setting:write', null) && <KeyDefaultsField defaults={defaults.value} />}
    </>
  );
}
