'use client';

import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { useNavigate } from '@/components/ui/navigate-room';
import { Sheet } from '@/components/ui/sheet';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import type { ConnectInput, ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { connectAction, testTokenAction } from './actions';
import { HowTo } from './how-to';
import { ManagerScope } from './manager-scope';
import { PlanField } from './plan-field';
import { TestFound } from './test-found';
import { isAboutToken, isWholeToken, TokenField } from './token-field';
import { words } from './words';

const blank = {
  name: '',
  scope: 'platform' as 'platform' | 'project',
  projectIds: [] as string[],
  plan: 'other' as NonNullable<ConnectInput['plan']>,
};

export interface ConnectButtonProps {
  projects: readonly ProjectView[];
  /** Those there are, to tell when the same service account is connected a second time. */
  managers: readonly ManagerView[];
  sandbox: string | undefined;
}

/** The button that opens the sheet, and the sheet. What was typed stays while the sheet is shut and opened again. */
export function ConnectButton({ projects, managers, sandbox }: ConnectButtonProps) {
  const navigate = useNavigate();
  const [isOpen, setOpen] = useKeptState('connect open', false);
  const [draft, setDraft] = useKeptState('connect draft', blank);
  // Apart from the rest: a secret is not kept.
  const [token, setToken] = useState('');
  const test = useOutcome(testTokenAction);
  const connect = useOutcome(connectAction);
  const formId = useId();
  const change = (part: Partial<typeof blank>) => {
    if (part.name !== undefined) connect.reset();
    setDraft({ ...draft, ...part });
  };
  const changeToken = (text: string) => {
    test.reset();
    connect.reset();
    setToken(text);
  };
  const config = { serviceAccountToken: token };
  const save = async () => {
    test.reset();
    const saved = await connect.run({ ...draft, provider: 'onepassword', config });
    if (!saved.ok) return;
    setOpen(false);
    setDraft(blank);
    setToken('');
    const { id, name, scope } = saved.value;
    if (scope === 'project')
      return void toast.done(words.form.connected(name), { description: words.form.connectedText });
    toast.done(words.form.connected(name), {
      description: words.form.connectedNext,
      duration: 20_000,
      action: {
        label: words.form.giveAccess,
        onClick: () => navigate.push(`/admin/security/secret-managers/${id}/access`),
      },
    });
  };
  const runTest = () => {
    connect.reset();
    return test.run({ provider: 'onepassword', config });
  };
  const blocked = isWholeToken(token) ? undefined : words.form.needToken;
  const problem = connect.problem ?? test.problem;
  return (
    <>
      <Button variant="primary" icon={<Plus />} onClick={() => setOpen(true)}>
        {words.connect}
      </Button>
      <Sheet
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={words.form.title}
        description={words.form.description}
        footer={
          <>
            <Button isBusy={test.isBusy} blockedBecause={blocked} onClick={runTest}>
              {words.form.test}
            </Button>
            <Button
              type="submit"
              form={formId}
              variant="primary"
              isBusy={connect.isBusy}
              blockedBecause={blocked}
            >
              {words.form.submit}
            </Button>
          </>
        }
      >
        <Form
          keptAs="connect"
          id={formId}
          problem={isAboutToken(problem) ? undefined : problem}
          onSubmit={() => blocked || save()}
        >
          <Field
            label={words.form.name}
            help={words.form.nameHelp}
            error={connect.fieldError('name')}
            isRequired
          >
            <Input
              value={draft.name}
              placeholder={words.form.namePlaceholder}
              onChange={(event) => change({ name: event.target.value })}
            />
          </Field>
          <TokenField value={token} onValueChange={changeToken} problem={problem} managers={managers} />
          {test.value && <TestFound found={test.value} />}
          <HowTo sandbox={token === '' ? sandbox : undefined} />
          <ManagerScope
            value={{ scope: draft.scope, projectIds: draft.projectIds }}
            onValueChange={change}
            projects={projects}
            error={connect.fieldError('projectIds')}
          />
          <PlanField value={draft.plan} onValueChange={(plan) => change({ plan })} />
        </Form>
      </Sheet>
    </>
  );
}
