import { FolderX } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller } from '@/lib/doors/page';
import { roleMay } from '@/lib/kernel/permissions';
import { environmentGrammarOf } from '@/lib/providers/references';
import { readChoices } from '../../choices';
import { connectionWords } from '../../words';
import { AppTiles } from './app-tiles';

const words = connectionWords.choose;

export const generateMetadata = (): Metadata => ({ title: words.title });

/** The first step of a new connection: which app. */
export default async function ChooseAppPage() {
  const caller = await pageCaller();
  if (!roleMay(caller.role, 'connection:write')) redirect('/connections');
  const { managers, projects, mayBePlatformWide } = await readChoices(caller);
  const isOfNoProject = !mayBePlatformWide && projects.length === 0;
  return (
    <>
      <PageHeader
        trail={[{ label: connectionWords.title, href: '/connections' }]}
        title={words.title}
        description={isOfNoProject ? undefined : words.description}
      />
      {isOfNoProject ? (
        <EmptyState icon={FolderX} title={words.noProject.title}>
          {words.noProject.text}
        </EmptyState>
      ) : (
        <AppTiles offersEnvironments={managers.some(environmentGrammarOf)} />
      )}
    </>
  );
}
