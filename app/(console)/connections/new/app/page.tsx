import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller } from '@/lib/doors/page';
import { roleMay } from '@/lib/kernel/permissions';
import { connectionWords } from '../../words';
import { AppTiles } from './app-tiles';

const words = connectionWords.choose;

export const generateMetadata = (): Metadata => ({ title: words.title });

/** The first step of a new connection: which app. */
export default async function ChooseAppPage() {
  const caller = await pageCaller();
  if (!roleMay(caller.role, 'connection:write')) redirect('/connections');
  return (
    <>
      <PageHeader
        trail={[{ label: connectionWords.title, href: '/connections' }]}
        title={words.title}
        description={words.description}
      />
      <AppTiles />
    </>
  );
}
