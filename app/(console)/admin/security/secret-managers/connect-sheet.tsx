'use client';

import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { useNavigate } from '@/components/ui/navigate-provider';
import { RadioGroup } from '@/components/ui/radio-group';
import { Sheet } from '@/components/ui/sheet';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import type { ConnectInput, ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { type ProviderId, planOf, providerIds } from '@/lib/providers/descriptors';
import { connectAction, testTokenAction } from './actions';
import {
  CredentialFields,
  configOf,
  isAboutCredential,
  lackOf,
  nothingTyped,
  type TypedCredential,
} from './credential-fields';
import { HowTo } from './how-to';
import { ManagerScope } from './manager-scope';
import { PlanField } from './plan-field';
import { TestFound } from './test-found';
import { words } from './words';

const blank = {
  provider: 'onepassword' as ProviderId,
  serverUrl: '',
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
  const [secrets, setSecrets] = useState<TypedCredential>(nothingTyped);
  const test = useOutcome(testTokenAction);
  const connect = useOutcome(connectAction);
  const formId = useId();
  const change = (part: Partial<typeof blank>) => {
    if (part.name !== undefined) connect.reset();
    setDraft({ ...draft, ...part });
  };
  const { provider, serverUrl, plan, ...rest } = draft;
  const typed: TypedCredential = { ...secrets, serverUrl };
  const changeCredential = (credential: TypedCredential) => {
    test.reset();
    connect.reset();
    setSecrets(credential);
    setDraft({ ...draft, serverUrl: credential.serverUrl });
  };
  const choose = (chosen: ProviderId) => {
    test.reset();
    connect.reset();
    setDraft({ ...draft, provider: chosen });
  };
  const config = configOf(provider, typed);
  const hasPlan = planOf({ provider, plan }) !== 'none';
  const save = async () => {
    test.reset();
    const saved = await connect.run({ ...rest, ...(hasPlan ? { plan } : {}), provider, config });
    if (!saved.ok) return;
    setOpen(false);
    setDraft(blank);
    setSecrets(nothingTyped);
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
    return test.run({ provider, config });
  };
  const blocked = lackOf(provider, typed);
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
          problem={isAboutCredential(problem) ? undefined : problem}
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
          <Field label={words.kinds.label} kind="group">
            <RadioGroup
              value={provider}
              onValueChange={choose}
              options={providerIds.map((id) => ({ value: id, ...words.kinds[id] }))}
            />
          </Field>
          <CredentialFields
            provider={provider}
            value={typed}
            onValueChange={changeCredential}
            problem={problem}
            managers={managers}
          />
          {test.value && <TestFound provider={provider} found={test.value} />}
          <HowTo provider={provider} sandbox={typed.serviceAccountToken === '' ? sandbox : undefined} />
          <ManagerScope
            value={{ scope: draft.scope, projectIds: draft.projectIds }}
            onValueChange={change}
            projects={projects}
            error={connect.fieldError('projectIds')}
          />
          {hasPlan && <PlanField value={plan} onValueChange={(chosen) => change({ plan: chosen })} />}
        </Form>
      </Sheet>
    </>
  );
}
