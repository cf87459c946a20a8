'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { Notice, ProblemNote } from '@/components/ui/notice';
import { PasswordInput } from '@/components/ui/password-input';
import { useOutcome } from '@/components/use-outcome';
import { Reading } from '../password-by-link';
import { useLink } from '../use-link';
import { authWords } from '../words';
import { readSetUpLinkAction, setUpAction } from './actions';

const words = authWords.setUp;

/** The form, for whoever holds the link that the start printed. Teaches where it is, otherwise. */
export function SetUpByLink() {
  const link = useLink(readSetUpLinkAction);
  switch (link.kind) {
    case 'reading':
      return <Reading />;
    case 'none':
      return <WithoutLink />;
    case 'refused':
      return (
        <WithoutLink>
          {link.problem.code === 'forbidden' ? (
            <Notice tone="warn" role="alert" title={words.wrongLink.title} className="mt-4">
              {words.wrongLink.text}
            </Notice>
          ) : (
            <ProblemNote problem={link.problem} className="mt-4" />
          )}
        </WithoutLink>
      );
    case 'good':
      return (
        <>
          <h1 className="font-semibold text-xl tracking-tight">{words.title}</h1>
          <p className="mt-1 mb-5 text-ink-2">{words.text}</p>
          <SetUpForm link={link.link} />
        </>
      );
  }
}

function WithoutLink({ children }: { children?: ReactNode }) {
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">{words.noLink.title}</h1>
      <p className="mt-1 text-ink-2">{words.noLink.text}</p>
      {children}
      <ol className="mt-4 grid list-decimal gap-2 pl-5 text-ink-2 marker:text-ink-3">
        {words.noLink.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}

/** Name, e-mail and password of the first admin. */
function SetUpForm({ link }: { link: string }) {
  const [person, setPerson] = useState({ name: '', email: '', password: '' });
  const setUp = useOutcome(setUpAction);
  const set = (field: keyof typeof person) => (event: { target: { value: string } }) =>
    setPerson({ ...person, [field]: event.target.value });
  return (
    <Form problem={setUp.problem} onSubmit={() => setUp.run({ link, ...person })}>
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
        <PasswordInput purpose="new" value={person.password} onChange={set('password')} />
      </Field>
      <Button type="submit" variant="primary" isBusy={setUp.isBusy}>
        {words.submit}
      </Button>
    </Form>
  );
}
