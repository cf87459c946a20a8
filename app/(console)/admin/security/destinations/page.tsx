import type { Metadata } from 'next';
import { firstLimit } from '@/components/query/first-limit';
import { adminTrail } from '@/components/shell/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { listDestinations } from '@/lib/destinations/list';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { isPlatformAdmin, roleMay } from '@/lib/kernel/permissions';
import { listProjects } from '@/lib/projects/list';
import { AddDestination } from './add-destination';
import { DestinationList } from './destination-list';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** Destinations: hosts that tests may give secrets to; list, add, remove. */
export default async function DestinationsPage() {
  const caller = await pageCaller();
  const [destinations, projects] = await Promise.all([
    pageRead('list-destinations', () => listDestinations({ caller, input: { limit: firstLimit } })),
    pageRead('list-projects', () => listProjects({ caller })),
  ]);
  const known = projects.ok ? projects.value : [];
  const mayWrite = roleMay(caller.role, 'destination:write');
  const isForPlatform = isPlatformAdmin(caller);
  return (
    <>
      <PageHeader
        trail={adminTrail('security')}
        title={words.title}
        description={words.description}
        actions={
          destinations.ok && mayWrite && <AddDestination projects={known} isForPlatform={isForPlatform} />
        }
      />
      {destinations.ok ? (
        <DestinationList
          first={destinations.value}
          projects={known}
          mayWrite={mayWrite}
          isForPlatform={isForPlatform}
        />
      ) : (
        <ErrorState problem={destinations.problem} />
      )}
    </>
  );
}
