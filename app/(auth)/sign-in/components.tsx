'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { useOutcome } from '@/components/use-outcome';
import { authWords } from '../words';
import { signInAction } from './actions';

const words = authWords.signIn;

/** E-mail and password. `next` is the page that was asked for. */
export function SignInForm({ next }: { next: string }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useOutcome(signInAction);
  return (
    <Form problem={signIn.problem} onSubmit={() => signIn.run({ email, password, next })}>
      <Field label={words.email} error={signIn.fieldError('email')}>
        <Input
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field label={words.password} error={signIn.fieldError('password')}>
        <PasswordInput
          purpose="present"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" isBusy={signIn.isBusy}>
        {words.submit}
      </Button>
    </Form>
  );
}
