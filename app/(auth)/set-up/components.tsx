'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { SecretInput } from '@/components/ui/secret-input';
import { useOutcome } from '@/components/use-outcome';
import { authWords } from '../words';
import { setUpAction } from './actions';

const words = authWords.setUp;

/** Name, e-mail and password of the first admin. */
export function SetUpForm({ link }: { link: string }) {
  const [person, setPerson] = useState({ name: '', email: '', password: '' });
  const setUp = useOutcome(setUpAction);
  const set = (field: keyof typeof person) => (event: { target: { value: string } }) =>
    setPerson({ ...person, [field]: event.target.value });
  return (
    <Form problem={setUp.problem} onSubmit={() => void setUp.run({ link, ...person })}>
      <Field label={words.name} error={setUp.fieldError('name')}>
        <Input name="name" autoComplete="name" autoFocus value={person.name} onChange={set('name')} />
      </Field>
      <Field label={words.email} error={setUp.fieldError('email')}>
        <Input
          type="email"
          name="email"
          autoComplete="username"
          value={person.email}
          onChange={set('email')}
        />
      </Field>
      <Field label={words.password} help={words.passwordHelp} error={setUp.fieldError('password')}>
        <SecretInput name="password" value={person.password} onChange={set('password')} />
      </Field>
      <Button type="submit" variant="primary" isBusy={setUp.isBusy}>
        {words.submit}
      </Button>
    </Form>
  );
}
