'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import type { Problem } from '@/lib/kernel/problem';
import { cn } from './cn';
import { FormElement } from './form-element';
import { ProblemNote } from './notice';
import { useOneAtATime } from './use-one-at-a-time';

export interface FormProps {
  /** For a submit button outside of it: `<Button type="submit" form={id}>`. */
  id?: string;
  /** Gives the promise of what it asks the server: until that settles nothing is sent again. */
  onSubmit: () => unknown;
  /** Whether the key that saves a page submits it; so it does unless told. */
  saveKey?: 'submits' | 'none';
  /** Its name on the page, when its values are held by `useKeptState`. */
  keptAs?: string;
  /** What the last try met. Problems of single fields stand at the fields; the rest is shown at the foot. */
  problem?: Problem | undefined;
  className?: string;
  children: ReactNode;
}

/** A form that keeps what was typed. After a refusal the focus goes to the first field that is wrong. */
export function Form({ id, onSubmit, saveKey = 'submits', keptAs, problem, className, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const submit = useOneAtATime(onSubmit);
  useEffect(() => {
    if (!problem) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.focus();
  }, [problem]);
  return (
    <FormElement
      ref={form}
      {...(id ? { id } : {})}
      noValidate
      keptAs={keptAs}
      data-saved={saveKey === 'submits' || undefined}
      onSubmit={() => submit.run()}
      className={cn('grid gap-5', className)}
    >
      {children}
      {problem && !problem.fields && <ProblemNote problem={problem} />}
    </FormElement>
  );
}
