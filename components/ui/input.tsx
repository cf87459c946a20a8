'use client';

import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { useFieldControl } from './field';

export interface InputProps extends ComponentProps<'input'> {
  /** References, ids and keys are set in the monospace. */
  isMono?: boolean;
  /** Inside the left edge: an icon of 16 pixels. */
  before?: ReactNode;
  /** Inside the right edge: icon buttons of size `inset`. */
  after?: ReactNode;
}

/** A one-line input. Inside a Field it takes id, description and error from there. */
export function Input({ isMono = false, before, after, className, ...rest }: InputProps) {
  const control = useFieldControl();
  const input = (
    <input
      autoComplete="off"
      spellCheck={false}
      {...control}
      {...rest}
      className={cn(
        'entry control',
        isMono && 'font-mono',
        before !== undefined && 'pl-8',
        after !== undefined && 'pr-9',
        className,
      )}
    />
  );
  if (before === undefined && after === undefined) return input;
  return (
    <div className="relative min-w-0">
      {before !== undefined && (
        <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-ink-3 [&_svg]:size-4">
          {before}
        </span>
      )}
      {input}
      {after !== undefined && (
        <span className="absolute inset-y-0 right-1 flex items-center gap-0.5">{after}</span>
      )}
    </div>
  );
}
