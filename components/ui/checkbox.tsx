'use client';

import { Check, Minus } from 'lucide-react';
import { Checkbox as Parts } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from './cn';

export interface CheckboxProps {
  label: ReactNode;
  help?: ReactNode;
  isChecked: boolean | 'indeterminate';
  onCheckedChange: (isChecked: boolean) => void;
  isDisabled?: boolean;
  /** For table headers and rows: the label is for screen readers alone. */
  isLabelHidden?: boolean;
  className?: string;
}

/** A checkbox with its label. */
export function Checkbox({
  label,
  help,
  isChecked,
  onCheckedChange,
  isDisabled = false,
  isLabelHidden = false,
  className,
}: CheckboxProps) {
  const id = useId();
  return (
    <div className={cn('flex items-start gap-2', className)}>
      <Parts.Root
        id={id}
        name={id}
        checked={isChecked}
        disabled={isDisabled}
        onCheckedChange={(state) => onCheckedChange(state === true)}
        aria-describedby={help ? `${id}-help` : undefined}
        className="group mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-xs border border-line-strong bg-surface transition-colors hover:border-ink-3 disabled:bg-sunken data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent"
      >
        <Parts.Indicator className="text-on-accent [&_svg]:size-3" forceMount>
          <Check aria-hidden strokeWidth={3} className="hidden group-data-[state=checked]:block" />
          <Minus aria-hidden strokeWidth={3} className="hidden group-data-[state=indeterminate]:block" />
        </Parts.Indicator>
      </Parts.Root>
      <div className={cn('min-w-0', isLabelHidden && 'sr-only')}>
        <label htmlFor={id} className={cn('block', isDisabled && 'text-ink-3')}>
          {label}
        </label>
        {help && (
          <p id={`${id}-help`} className="text-ink-3 text-xs">
            {help}
          </p>
        )}
      </div>
    </div>
  );
}
