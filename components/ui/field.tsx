'use client';

import { CircleAlert } from 'lucide-react';
import { createContext, type ReactNode, useContext, useId } from 'react';
import { uiWords } from '@/components/words/ui';
import { cn } from './cn';

/** What a control inside a Field takes over: its id and the ids of its help and error. */
export interface FieldControl {
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
  'aria-labelledby'?: string;
}

const outside: FieldControl = {};
const FieldContext = createContext(outside);

/** The wiring of the Field around a control. It has an id in any case: browsers ask for one, to fill forms in. */
export function useFieldControl(): FieldControl {
  const id = useId();
  return { id, ...useContext(FieldContext) };
}

/** What opens from a control is no part of its Field: inputs in it have names and errors of their own. */
export function OutsideField({ children }: { children: ReactNode }) {
  return <FieldContext value={outside}>{children}</FieldContext>;
}

export interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  isRequired?: boolean;
  /** Says "optional" beside the label. */
  isOptional?: boolean;
  /** `group` for radio groups and lists of checkboxes. */
  kind?: 'control' | 'group';
  /** Beside the label, at the right. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** Label, control, help and error, wired for screen readers. The control inside picks the wiring up itself. */
export function Field({
  label,
  help,
  error,
  isRequired = false,
  isOptional = false,
  kind = 'control',
  aside,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const describedBy = [error ? `${id}-error` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ');
  const control: FieldControl = {
    ...(kind === 'control' ? { id } : { 'aria-labelledby': `${id}-label` }),
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
    ...(isRequired ? { 'aria-required': true } : {}),
  };
  const labelStyle = 'font-medium text-ink text-sm';
  return (
    <div className={cn('grid min-w-0 gap-1.5', className)}>
      <div className="flex min-h-5 items-baseline justify-between gap-3">
        {kind === 'control' ? (
          <label htmlFor={id} className={labelStyle}>
            {label}
            {isOptional && <Optional />}
          </label>
        ) : (
          <span id={`${id}-label`} className={labelStyle}>
            {label}
            {isOptional && <Optional />}
          </span>
        )}
        {aside}
      </div>
      <FieldContext value={control}>{children}</FieldContext>
      {error && (
        <p id={`${id}-error`} role="alert" className="flex gap-1.5 text-bad-ink text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">{error}</span>
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="text-ink-3 text-xs">
          {help}
        </p>
      )}
    </div>
  );
}

function Optional() {
  // The space is for screen readers: without it the two words are one.
  return <span className="ml-0.5 font-normal text-ink-3 text-xs"> {uiWords.optional}</span>;
}
