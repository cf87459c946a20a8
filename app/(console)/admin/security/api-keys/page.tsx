import type { Metadata } from 'next';
import { adminTrail } from '@/components/shell/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { listApiKeys } from '@/lib/api-keys/list';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { env } from '@/lib/platform/env';
import { listProjects } from '@/lib/projects/list';
import { KeyList } from './key-list';
import { MakeKey } from './make-key';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** API keys: make one, see when each was used, revoke. */
export default async function ApiKeysPage() {
  const caller = await pageCaller();
  const [keys, projects] = await Promise.all([
    pageRead('list-api-keys', () => listApiKeys({ caller, input: {} })),
    pageRead('list-projects', () => listProjects({ caller })),
  ]);
  const known = projects.ok ? projects.value : [];
  return (
    <>
      <PageHeader
        trail={adminTrail('security')}
        title={words.title}
        description={words.description}
        actions={keys.ok && <MakeKey projects={known} origin={env().origin} />}
      />
      {keys.ok ? <KeyList first={keys.value} projects={known} /> : <ErrorState problem={keys.problem} />}
    </>
  );
}
