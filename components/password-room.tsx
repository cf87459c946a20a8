'use client';

import { useId, useState, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { PasswordInput } from '@/components/ui/password-input';
import { useOutcome } from '@/components/use-outcome';
import { passwordAskWords } from '@/components/words/password-ask';
import { uiWords } from '@/components/words/ui';
import type { Outcome } from '@/lib/kernel/outcome';
import { answerPasswordAsk, isPasswordAsked, onPasswordAsk } from './ask-for-password';

export interface PasswordRoomProps {
  email: string;
  /** Takes the password; the answer is the server's. */
  confirm: (input: { password: string }) => Promise<Outcome<void>>;
}

/** The place of the dialog that `askForPassword` opens. Once in the console. */
export function PasswordRoom(props: PasswordRoomProps) {
  const isOpen = useSyncExternalStore(onPasswordAsk, isPasswordAsked, () => false);
  return isOpen && <PasswordDialog {...props} />;
}

function PasswordDialog({ email, confirm }: PasswordRoomProps) {
  const [password, setPassword] = useState('');
  const confirmed = useOutcome(confirm);
  const formId = useId();
  const submit = async () => {
    const outcome = await confirmed.run({ password });
    if (outcome.ok) answerPasswordAsk(true);
  };
  const cancel = () => answerPasswordAsk(false);
  return (
    <Dialog
      isOpen
      onOpenChange={cancel}
      size="sm"
      title={passwordAskWords.title}
      description={passwordAskWords.text}
      footer={
        <>
          <Button onClick={cancel}>{uiWords.cancel}</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={confirmed.isBusy}>
            {passwordAskWords.submit}
          </Button>
        </>
      }
    >
      <Form id={formId} problem={confirmed.problem} onSubmit={submit}>
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <Field label={passwordAskWords.password} error={confirmed.fieldError('password')}>
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
