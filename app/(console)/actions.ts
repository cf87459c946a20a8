'use server';

import { redirect } from 'next/navigation';
import { endSession } from '@/lib/doors/session';

/** Ends the session and shows the sign-in page. */
export async function signOut(): Promise<void> {
  await endSession();
  redirect('/sign-in');
}
