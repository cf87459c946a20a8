import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { saidAppOf } from '@/components/words/apps';
import { pageCaller } from '@/lib/doors/page';
import { type AppId, appIds, environmentApp } from '@/lib/kernel/apps';
import { roleMay } from '@/lib/kernel/permissions';
import { readChoices } from '../../choices';
import { connectionWords } from '../../words';
import { NewConnection } from './new-connection';

interface Props {
  params: Promise<{ app: string }>;
  searchParams: Promise<{ from?: string | string[] }>;
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const app = appIdOf((await params).app);
  return { title: app && connectionWords.create.title(saidAppOf(app).name) };
}

/** The second step: name, key, fields. */
export default async function NewConnectionPage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  if (!roleMay(caller.role, 'connection:write')) redirect('/connections');
  const app = appIdOf((await params).app);
  if (!app) notFound();
  const choices = await readChoices(caller);
  if (!choices.mayBePlatformWide && choices.projects.length === 0) redirect('/connections/new/app');
  const ofEnvironment = app === environmentApp && (await searchParams).from === 'environment';
  return <NewConnection app={app} role={caller.role} ofEnvironment={ofEnvironment} {...choices} />;
}

function appIdOf(text: string): AppId | undefined {
  return appIds.find((id) => id === text);
}
