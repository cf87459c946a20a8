import type { Metadata } from 'next';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { listAttention } from '@/lib/attention/list';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { AttentionList } from './attention-list';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** Everything that needs a person, the most urgent first. */
export default async function AttentionPage() {
  const caller = await pageCaller();
  const read = await pageRead('attention.list', () => listAttention({ caller }));
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      {read.ok ? <AttentionList first={read.value} /> : <ErrorState problem={read.problem} />}
    </>
  );
}
