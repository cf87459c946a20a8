import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { visitor } from '@/lib/doors/page';
import { ownPath } from '@/lib/kernel/own-path';
import { isSetUp } from '@/lib/users/set-up';
import { authWords } from '../words';
import { SignInForm } from './components';

export const generateMetadata = (): Metadata => ({ title: authWords.signIn.title });

/** Sign-in by e-mail and password. Who is signed in goes to the console; with nobody there yet, to set-up. */
export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { next } = await searchParams;
  const asked = ownPath(typeof next === 'string' ? next : '/');
  if (await visitor()) redirect(asked);
  if (!(await isSetUp())) redirect('/set-up');
  return (
    <>
      <h1 className="mb-5 font-semibold text-xl tracking-tight">{authWords.signIn.title}</h1>
      <SignInForm next={asked} />
      <p className="mt-5 text-ink-3 text-xs">{authWords.signIn.forgotten}</p>
    </>
  );
}
