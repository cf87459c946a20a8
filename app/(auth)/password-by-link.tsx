'use client';

import { useState } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { ProblemNote } from '@/components/ui/notice';
import { PasswordInput } from '@/components/ui/password-input';
import { Skeleton, TitleSkeleton } from '@/components/ui/skeleton';
import { useOutcome } from '@/components/use-outcome';
import type { LinkView } from '@/lib/users/schema';
import { readLinkAction, setPasswordAction } from './link-actions';
import { useLink } from './use-link';
import { authWords } from './words';

type Kind = 'invitation' | 'newPassword';

const command = 'npm run reset-password -- name@example.com';

/** Sets a password, for whoever holds the link that an admin made. Says how to get one, otherwise. */
export function PasswordByLink({ kind }: { kind: Kind }) {
  const link = useLink(readLinkAction);
  switch (link.kind) {
    case 'reading':
      return <Reading />;
    case 'none':
      return <WrongLink kind={kind} />;
    case 'refused':
      if (link.problem.code === 'forbidden') return <WrongLink kind={kind} />;
      return <ProblemNote problem={link.problem} />;
    case 'good':
      return (
        <>
          <h1 className="font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">
            {kind === 'invitation'
              ? authWords.invitation.title(link.value.name)
              : authWords.newPassword.title}
          </h1>
          <p className="mt-1 mb-5 text-ink-2 [overflow-wrap:anywhere]">
            {authWords[kind].text(link.value.email)}
          </p>
          <PasswordForm kind={kind} link={link.link} person={link.value} />
        </>
      );
  }
}

/** The address stands in the form unseen, so that password managers know whose it is. */
function PasswordForm({ kind, link, person }: { kind: Kind; link: string; person: LinkView }) {
  const words = authWords[kind];
  const [password, setPassword] = useState('');
  const set = useOutcome(setPasswordAction);
  return (
    <Form problem={set.problem} onSubmit={() => set.run({ link, password })}>
      <input type="email" name="email" autoComplete="username" value={person.email} readOnly hidden />
      <Field label={words.password} help={words.passwordHelp} error={set.fieldError('password')}>
        <PasswordInput
          purpose="new"
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

function WrongLink({ kind }: { kind: Kind }) {
  const words = authWords[kind].wrongLink;
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">{words.title}</h1>
      <p className="mt-1 mb-5 text-ink-2">{words.text}</p>
      {kind === 'newPassword' && (
        <p className="mb-5 text-ink-3 text-xs">
          {authWords.newPassword.wrongLink.lockedOut}
          <code className="mt-1 block break-words">{command}</code>
        </p>
      )}
      <ButtonLink href="/sign-in">{words.signIn}</ButtonLink>
    </>
  );
}

/** Holds the place of the form while the link is looked at. */
export function Reading() {
  return (
    <div role="status" className="grid gap-5">
      <TitleSkeleton className="h-6 w-3/5" />
      <Skeleton className="h-4" />
      <Skeleton className="h-8" />
      <Skeleton className="h-8" />
    </div>
  );
}
