import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { pageCaller } from '@/lib/doors/page';
import { roleMay } from '@/lib/kernel/permissions';
import { readChoices } from '../../choices';
import { ImportPage } from './import-page';
import { importWords } from './words';

export const generateMetadata = (): Metadata => ({ title: importWords.title });

/** A connection made of a pasted text or of an item. */
export default async function ImportConnectionPage() {
  const caller = await pageCaller();
  if (!roleMay(caller.role, 'connection:write')) redirect('/connections');
  const choices = await readChoices(caller);
  if (!choices.mayBePlatformWide && choices.projects.length === 0) redirect('/connections/new/app');
  return <ImportPage role={caller.role} {...choices} />;
}
