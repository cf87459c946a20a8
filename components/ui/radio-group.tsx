'use client';

import { RadioGroup as Parts } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from './cn';
import { useFieldControl } from './field';

export interface RadioOption<Value extends string> {
  value: Value;
  label: ReactNode;
  help?: ReactNode;
  isDisabled?: boolean;
}

export interface RadioGroupProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly RadioOption<Value>[];
  /** Needed where no Field of kind `group` gives it a name. */
  'aria-label'?: string;
  className?: string;
}

/** One of two to five choices, each with a line that explains it. Arrow keys move. */
export function RadioGroup<Value extends string>({
  value,
  onValueChange,
  options,
  className,
  ...rest
}: RadioGroupProps<Value>) {
  const control = useFieldControl();
  const id = useId();
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onValueChange(option.value);
  };
  return (
    <Parts.Root
      {...control}
      {...rest}
      name={id}
      value={value}
      onValueChange={choose}
      className={cn('divide-y divide-line overflow-hidden rounded border border-line bg-surface', className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          htmlFor={`${id}-${option.value}`}
          className="flex items-start gap-2.5 px-3 py-2 transition-colors hover:bg-hover has-data-[state=checked]:bg-accent-soft has-data-[state=checked]:hover:bg-accent-soft"
        >
          <Parts.Item
            id={`${id}-${option.value}`}
            value={option.value}
            disabled={option.isDisabled ?? false}
            aria-describedby={option.help ? `${id}-${option.value}-help` : undefined}
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface data-[state=checked]:border-accent data-[state=checked]:bg-accent"
          >
            <Parts.Indicator className="size-1.5 rounded-full bg-on-accent" />
          </Parts.Item>
          <span className="min-w-0">
            <span className="block font-medium">{option.label}</span>
            {option.help && (
              <span id={`${id}-${option.value}-help`} className="block text-ink-2 text-xs">
                {option.help}
              </span>
            )}
          </span>
        </label>
      ))}
    </Parts.Root>
  );
}
