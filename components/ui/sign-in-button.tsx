'use client';

import { useSyncExternalStore } from 'react';
import { askToSignIn, isSignInOffered, onAskChange } from '@/components/ask-for-password';
import { uiWords } from '@/components/words/ui';
import { Button } from './button';

/** Signs in without leaving the page, then sends the form around. Nothing where the page has no dialog for it. */
export function SignInButton() {
  const isOffered = useSyncExternalStore(onAskChange, isSignInOffered, () => false);
  const signIn = async (form: HTMLFormElement | null) => {
    if (await askToSignIn()) form?.requestSubmit();
  };
  return (
    isOffered && <Button onClick={(event) => signIn(event.currentTarget.form)}>{uiWords.signInAgain}</Button>
  );
}
