'use client';

import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { PasswordInput } from '@/components/ui/password-input';
import { useOutcome } from '@/components/use-outcome';
import { passwordAskWords } from '@/components/words/password-ask';
import { uiWords } from '@/components/words/ui';
import type { Outcome } from '@/lib/kernel/outcome';
import { answerAsk, askedNow, onAskChange, openAskRoom } from './ask-for-password';

export interface PasswordProviderProps {
  email: string;
  /** Takes the password; the answer is the server's. */
  confirm: (input: { password: string }) => Promise<Outcome<void>>;
  /** Signs the same person in again. */
  signIn: (input: { email: string; password: string }) => Promise<Outcome<void>>;
}

/** The place of the dialogs that `askForPassword` and `askToSignIn` open. Once in the console. */
export function PasswordProvider({ email, confirm, signIn }: PasswordProviderProps) {
  useEffect(openAskRoom, []);
  const asked = useSyncExternalStore(onAskChange, askedNow, () => undefined);
  if (!asked) return null;
  const give = asked === 'password' ? confirm : (input: { password: string }) => signIn({ email, ...input });
  return <PasswordDialog key={asked} email={email} give={give} words={passwordAskWords[asked]} />;
}

interface PasswordDialogProps {
  email: string;
  give: PasswordProviderProps['confirm'];
  words: { title: string; text: (email: string) => string; submit: string };
}

function PasswordDialog({ email, give, words }: PasswordDialogProps) {
  const [password, setPassword] = useState('');
  const given = useOutcome(give, { asks: 'nothing' });
  const formId = useId();
  const submit = async () => {
    const outcome = await given.run({ password });
    if (outcome.ok) answerAsk(true);
  };
  const cancel = () => answerAsk(false);
  return (
    <Dialog
      isOpen
      onOpenChange={cancel}
      size="sm"
      title={words.title}
      description={words.text(email)}
      footer={
        <>
          <Button onClick={cancel}>{uiWords.cancel}</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={given.isBusy}>
            {words.submit}
          </Button>
        </>
      }
    >
      <Form id={formId} problem={given.problem} onSubmit={submit}>
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <Field label={passwordAskWords.label} error={given.fieldError('password')}>
          <PasswordInput
            purpose="present"
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      </Form>
    </Dialog>
  );
}
