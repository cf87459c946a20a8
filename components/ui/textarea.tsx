'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { useFieldControl } from './field';

export interface TextareaProps extends ComponentProps<'textarea'> {
  isMono?: boolean;
}

/** A text of several lines. Grows with its content where the browser can. */
export function Textarea({ isMono = false, className, ...rest }: TextareaProps) {
  const control = useFieldControl();
  return (
    <textarea
      rows={3}
      spellCheck={false}
      {...control}
      {...rest}
      className={cn('entry field-sizing-content min-h-20 resize-y py-1.5', isMono && 'font-mono', className)}
    />
  );
}
