'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Panel } from '@/components/ui/panel';
import { PasswordInput } from '@/components/ui/password-input';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import { changePasswordAction } from './actions';
import { words } from './words';

const blank = { present: '', password: '' };

/** Another password, with the present one. The address stands in the form unseen, for password managers. */
export function PasswordPanel({ email }: { email: string }) {
  const [typed, setTyped] = useState(blank);
  const change = useOutcome(changePasswordAction);
  const set = (field: keyof typeof blank) => (event: { target: { value: string } }) =>
    setTyped({ ...typed, [field]: event.target.value });
  const save = async () => {
    const outcome = await change.run(typed);
    if (!outcome.ok) return;
    setTyped(blank);
    const { endedSessions } = outcome.value;
    toast.done(
      words.password.done,
      endedSessions > 0 ? { description: words.password.ended(endedSessions) } : {},
    );
  };
  return (
    <Panel title={words.password.title}>
      <Form problem={change.problem} onSubmit={save}>
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <Field label={words.password.present} error={change.fieldError('present')}>
          <PasswordInput purpose="present" value={typed.present} onChange={set('present')} />
        </Field>
        <Field label={words.password.new} help={words.password.newHelp} error={change.fieldError('password')}>
          <PasswordInput purpose="new" value={typed.password} onChange={set('password')} />
        </Field>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button type="submit" variant="primary" isBusy={change.isBusy}>
            {words.password.submit}
          </Button>
          <span className="text-ink-3 text-xs">{words.password.text}</span>
        </div>
      </Form>
    </Panel>
  );
}
