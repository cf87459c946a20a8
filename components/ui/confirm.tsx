'use client';

import { AlertDialog } from 'radix-ui';
import { type ReactNode, useId, useRef, useState } from 'react';
import { uiWords } from '@/components/words/ui';
import type { Problem } from '@/lib/kernel/problem';
import { Button } from './button';
import { useDialogFocus } from './dialog-focus';
import { FormElement } from './form-element';
import { Input } from './input';
import { ProblemNote } from './notice';

export interface ConfirmProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  /** What will happen, and what cannot be undone. */
  children?: ReactNode;
  confirmLabel: string;
  /** What not doing it is called, where “Cancel” could be misread. */
  cancelLabel?: string | undefined;
  tone?: 'danger' | 'plain';
  /** The name that must be typed before the button works. */
  typedName?: string | undefined;
  /** What has to be chosen first; the button says it and waits. */
  blockedBecause?: string | undefined;
  /** Does it. The dialog closes when it answers nothing and shows the problem when it answers one. */
  onConfirm: () => Promise<Problem | undefined>;
}

/** Asks before something that cannot be undone; says the consequence, not "are you sure". */
export function Confirm(props: ConfirmProps) {
  const focus = useDialogFocus({ first: 'own' });
  return (
    <AlertDialog.Root open={props.isOpen} onOpenChange={props.onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="veil fixed inset-0 z-40" />
        <AlertDialog.Content
          {...focus}
          className="slide-up fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] w-full overflow-y-auto rounded-t-lg bg-raised p-5 shadow-float sm:inset-x-auto sm:top-[14dvh] sm:bottom-auto sm:left-1/2 sm:max-h-[76dvh] sm:max-w-120 sm:-translate-x-1/2 sm:rounded-lg"
        >
          <ConfirmBody {...props} />
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function ConfirmBody({
  title,
  children,
  confirmLabel,
  cancelLabel = uiWords.cancel,
  tone = 'danger',
  typedName,
  blockedBecause,
  onConfirm,
  onOpenChange,
}: ConfirmProps) {
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  // A second click comes before the state of the first is drawn, or while the dialog fades away.
  const isConfirmed = useRef(false);
  const isNamed = typedName === undefined || typed.trim() === typedName;
  const hindrance = isNamed ? blockedBecause : nameSentence(typedName);
  const confirm = async () => {
    if (hindrance !== undefined || isConfirmed.current) return;
    isConfirmed.current = true;
    setBusy(true);
    const met = await onConfirm();
    setBusy(false);
    setProblem(met);
    if (met) isConfirmed.current = false;
    else onOpenChange(false);
  };
  return (
    <FormElement className="grid gap-3" onSubmit={confirm}>
      <AlertDialog.Title className="font-semibold text-lg tracking-tight">{title}</AlertDialog.Title>
      <AlertDialog.Description asChild>
        <div className="grid gap-2 text-ink-2">{children}</div>
      </AlertDialog.Description>
      {typedName !== undefined && <TypedName name={typedName} value={typed} onChange={setTyped} />}
      {problem && <ProblemNote problem={problem} />}
      <div className="mt-2 flex justify-end gap-2">
        <AlertDialog.Cancel asChild>
          <Button>{cancelLabel}</Button>
        </AlertDialog.Cancel>
        <Button
          type="submit"
          variant={tone === 'danger' ? 'danger' : 'primary'}
          isBusy={isBusy}
          blockedBecause={hindrance}
        >
          {confirmLabel}
        </Button>
      </div>
    </FormElement>
  );
}

function nameSentence(name: string): string {
  const words = uiWords.typeToConfirm(name);
  return `${words.before} “${words.name}” ${words.after}.`;
}

function TypedName({
  name,
  value,
  onChange,
}: {
  name: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const words = uiWords.typeToConfirm(name);
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id}>
        {words.before} <strong className="font-semibold">{words.name}</strong> {words.after}
      </label>
      <Input id={id} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
