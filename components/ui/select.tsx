'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Parts } from 'radix-ui';
import { type ReactNode, useId, useState } from 'react';
import { uiWords } from '@/components/words/ui';
import { cn } from './cn';
import { useFieldControl } from './field';
import { floatingContainer } from './floating-container';

export interface SelectOption<Value extends string> {
  value: Value;
  label: ReactNode;
  /** A second line in the list. */
  hint?: ReactNode;
  icon?: ReactNode;
  isDisabled?: boolean;
}

export interface SelectProps<Value extends string> {
  value: Value | undefined;
  onValueChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string;
  /** Needed where no Field gives it a name. */
  'aria-label'?: string;
  isDisabled?: boolean;
  className?: string;
}

/** One of a few choices (up to about fifteen; use Combobox-like search beyond that). */
export function Select<Value extends string>({
  value,
  onValueChange,
  options,
  placeholder = uiWords.choose,
  isDisabled,
  className,
  ...rest
}: SelectProps<Value>) {
  const control = useFieldControl();
  // Of the hidden select beside it, which Radix draws for browsers.
  const id = useId();
  const [room, setRoom] = useState<HTMLElement>();
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onValueChange(option.value);
  };
  return (
    <Parts.Root
      value={value ?? ''}
      onValueChange={choose}
      disabled={isDisabled ?? false}
      name={id}
      onOpenChange={(isOpen) => isOpen && setRoom(floatingContainer())}
    >
      <Parts.Trigger
        {...control}
        {...rest}
        className={cn(
          'entry control flex items-center justify-between gap-2 text-left data-[placeholder]:text-ink-3',
          className,
        )}
      >
        <span className="min-w-0 truncate">
          {/* Given by us, for Radix draws nothing on the server. */}
          <Parts.Value placeholder={placeholder}>
            {options.find((option) => option.value === value)?.label}
          </Parts.Value>
        </span>
        <Parts.Icon asChild>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-3" />
        </Parts.Icon>
      </Parts.Trigger>
      <Parts.Portal container={room}>
        <Parts.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="floating z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-96 overflow-hidden p-1"
        >
          <Parts.Viewport>
            {options.map((option) => (
              <Parts.Item
                key={option.value}
                value={option.value}
                disabled={option.isDisabled ?? false}
                className="choice relative pr-8"
              >
                {option.icon}
                <span className="min-w-0">
                  <Parts.ItemText>{option.label}</Parts.ItemText>
                  {option.hint && <span className="block text-ink-3 text-xs">{option.hint}</span>}
                </span>
                <Parts.ItemIndicator className="absolute right-2">
                  <Check aria-hidden className="size-4 text-accent-ink" />
                </Parts.ItemIndicator>
              </Parts.Item>
            ))}
          </Parts.Viewport>
        </Parts.Content>
      </Parts.Portal>
    </Parts.Root>
  );
}
