import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { isSetUp } from '@/lib/users/set-up';
import { authWords } from '../words';
import { SetUpByLink } from './components';

export const generateMetadata = (): Metadata => ({ title: authWords.setUp.title });

/** Makes the first admin by the link that the start printed: `/set-up#TOKEN`. */
export default async function SetUpPage() {
  if (await isSetUp()) redirect('/sign-in');
  return <SetUpByLink />;
}
