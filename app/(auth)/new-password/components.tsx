'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { SecretInput } from '@/components/ui/secret-input';
import { useOutcome } from '@/components/use-outcome';
import { authWords } from '../words';
import { setPasswordAction } from './actions';

const words = authWords.newPassword;

/** The new password. The address stands in the form unseen, so that password managers know whose it is. */
export function NewPasswordForm({ link, email }: { link: string; email: string }) {
  const [password, setPassword] = useState('');
  const set = useOutcome(setPasswordAction);
  return (
    <Form problem={set.problem} onSubmit={() => void set.run({ link, password })}>
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <Field label={words.password} help={words.passwordHelp} error={set.fieldError('password')}>
        <SecretInput
          name="password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" isBusy={set.isBusy}>
        {words.submit}
      </Button>
    </Form>
  );
}
