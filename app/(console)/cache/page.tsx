import type { Metadata } from 'next';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { listManagers } from '@/lib/managers/list';
import { listEntries } from '@/lib/secrets/list-entries';
import { CachePage } from './cache-page';
import { type CacheSearch, cacheFilterOf } from './filter';
import { cacheWords as words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** What is kept, how old it is, what failed. */
export default async function Page({ searchParams }: { searchParams: Promise<CacheSearch> }) {
  const caller = await pageCaller();
  const filter = cacheFilterOf(await searchParams);
  const [first, managers] = await Promise.all([
    pageRead('cache.list', () => listEntries({ caller, input: filter })),
    pageRead('cache.managers', () => listManagers({ caller, input: { limit: 200 } })),
  ]);
  if (!first.ok) {
    return (
      <>
        <PageHeader title={words.title} description={words.description} />
        <ErrorState problem={first.problem} />
      </>
    );
  }
  return (
    <CachePage
      first={first.value}
      filterAtFirst={filter}
      managers={managers.ok ? managers.value.items : []}
      role={caller.role}
    />
  );
}
