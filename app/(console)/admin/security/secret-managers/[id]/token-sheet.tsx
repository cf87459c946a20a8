'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { ManagerView, TestResult } from '@/lib/managers/schema';
import { testTokenAction } from '../actions';
import {
  CredentialFields,
  configOf,
  isAboutCredential,
  lackOf,
  nothingTyped,
  type TypedCredential,
} from '../credential-fields';
import { TestFound } from '../test-found';
import { updateAction } from './actions';
import { words } from './words';

/** Asks for a new token alone, tests it, and says what it will change. */
export function TokenSheet({ manager, onClose }: { manager: ManagerView; onClose: () => void }) {
  const { provider } = manager;
  const [typed, setTyped] = useState<TypedCredential>({ ...nothingTyped, serverUrl: manager.signInAddress });
  const test = useOutcome(testTokenAction);
  const replace = useOutcome(updateAction);
  const formId = useId();
  const config = configOf(provider, typed);
  const blocked = lackOf(provider, typed);
  const problem = replace.problem ?? test.problem;
  const change = (credential: TypedCredential) => {
    test.reset();
    replace.reset();
    setTyped(credential);
  };
  const save = async () => {
    const saved = await replace.run({ id: manager.id, patch: { config } });
    if (!saved.ok) return;
    toast.done(words.token.done, { description: saved.value.serviceAccount });
    onClose();
  };
  const runTest = () => {
    replace.reset();
    return test.run({ provider, config });
  };
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={words.token.sheet}
      description={words.token.text}
      footer={
        <>
          <Button isBusy={test.isBusy} blockedBecause={blocked} onClick={runTest}>
            {words.token.test}
          </Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isBusy={replace.isBusy}
            blockedBecause={blocked}
          >
            {words.token.submit}
          </Button>
        </>
      }
    >
      <Form
        keptAs="token"
        id={formId}
        problem={isAboutCredential(problem) ? undefined : problem}
        onSubmit={() => blocked || save()}
      >
        <CredentialFields
          provider={provider}
          tokenLabel={provider === 'onepassword' ? words.token.label : words.token.connectLabel}
          value={typed}
          onValueChange={change}
          problem={problem}
        />
        {test.value && (
          <>
            <TestFound provider={provider} found={test.value} />
            <Changes manager={manager} found={test.value} />
          </>
        )}
      </Form>
    </Sheet>
  );
}

function Changes({ manager, found }: { manager: ManagerView; found: TestResult }) {
  const { signInAddress, serviceAccount } = found.account;
  const says = words.token.changed;
  const lines = [
    ...(signInAddress === manager.signInAddress ? [] : [says.address(manager.signInAddress, signInAddress)]),
    ...(manager.provider === 'onepassword'
      ? [
          serviceAccount === manager.serviceAccount
            ? says.sameAccount(serviceAccount)
            : says.account(manager.serviceAccount, serviceAccount),
        ]
      : []),
    says.vaults(manager.vaultCount, found.vaults.length),
    ...(manager.boundReferenceCount > 0 ? [says.references(manager.boundReferenceCount)] : []),
    says.cache,
  ];
  return (
    <Notice tone={signInAddress === manager.signInAddress ? 'info' : 'warn'} title={words.token.changes}>
      <ul className="mt-1 grid list-disc gap-1 pl-4">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}
