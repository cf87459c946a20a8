'use client';

import { useState } from 'react';
import { Confirm } from '@/components/ui/confirm';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import type { Problem } from '@/lib/kernel/problem';
import type { UserView } from '@/lib/users/schema';
import { KeysMade, useKeysMade } from './keys-made';
import { words as allWords } from './words';

const words = allWords.disable;
const choices = ['end', 'keep'] as const;
type Choice = (typeof choices)[number];

export interface DisableUserProps {
  user: UserView;
  onClose: () => void;
  /** With how many keys are revoked along. */
  onConfirm: (patch: { isDisabled: true; endKeys?: true }, revoked: number) => Promise<Problem | undefined>;
}

/** Asks before somebody is disabled: shows the API keys that they created, which are revoked or kept by an explicit choice. */
export function DisableUser({ user, onClose, onConfirm }: DisableUserProps) {
  // Neither is the default: one stops workloads, the other leaves keys with somebody who has left.
  const [choice, setChoice] = useState<Choice>();
  const made = useKeysMade(user.id);
  const hasKeys = made.keys.length > 0;
  const isEnding = hasKeys && choice === 'end';
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      title={words.title(user.name)}
      confirmLabel={words.action}
      blockedBecause={hindrance(made.isLoading, hasKeys && choice === undefined)}
      onConfirm={() =>
        onConfirm(
          { isDisabled: true, ...(isEnding ? { endKeys: true } : {}) },
          isEnding ? made.keys.length : 0,
        )
      }
    >
      <p>{words.text}</p>
      <KeysMade {...made} />
      {hasKeys && (
        <Field kind="group" label={words.choice}>
          <RadioGroup
            value={choice ?? ''}
            onValueChange={(value) => setChoice(choices.find((each) => each === value))}
            options={choices.map((value) => ({ value, ...words.choices[value] }))}
          />
        </Field>
      )}
    </Confirm>
  );
}

function hindrance(isLoading: boolean, isOpen: boolean): string | undefined {
  if (isLoading) return words.looking;
  return isOpen ? words.choose : undefined;
}
