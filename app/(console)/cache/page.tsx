import type { Metadata } from 'next';
import { firstLimit } from '@/components/query/first-limit';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { may } from '@/lib/kernel/permissions';
import { listManagers } from '@/lib/managers/list';
import { listProjects } from '@/lib/projects/list';
import { listEntries } from '@/lib/secrets/list-entries';
import { summarizeEntries } from '@/lib/secrets/summarize-entries';
import { CachePage } from './cache-page';
import { type CacheAddress, cacheFilterOf, cacheOrderOf } from './filter';
import { cacheWords as words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** What is kept, how old it is, what failed. */
export default async function Page({ searchParams }: { searchParams: Promise<CacheAddress> }) {
  const caller = await pageCaller();
  const address = await searchParams;
  const filter = cacheFilterOf(address);
  const input = { ...filter, ...cacheOrderOf(address) };
  const [first, summary, managers, projects] = await Promise.all([
    pageRead('cache.list', () => listEntries({ caller, input: { ...input, limit: firstLimit } })),
    pageRead('cache.summary', () => summarizeEntries({ caller, input: filter })),
    pageRead('cache.managers', () => listManagers({ caller, input: { limit: 200 } })),
    pageRead('cache.projects', () => listProjects({ caller })),
  ]);
  const all = managers.ok ? managers.value.items : [];
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
      firstSummary={summary.ok ? summary.value : undefined}
      inputAtFirst={input}
      managers={all}
      clearable={all.filter((manager) => may(caller, 'cache:clear', manager))}
      projects={projects.ok ? projects.value : []}
      role={caller.role}
    />
  );
}
