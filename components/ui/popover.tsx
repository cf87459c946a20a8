'use client';

import { Popover as Parts } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

export interface PopoverProps {
  /** One element that takes focus and a ref. */
  trigger: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** Its name for screen readers. */
  label: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  className?: string;
  children: ReactNode;
}

/** A small surface at its trigger, not modal. */
export function Popover({
  trigger,
  isOpen,
  onOpenChange,
  label,
  side = 'bottom',
  align = 'start',
  className,
  children,
}: PopoverProps) {
  return (
    <Parts.Root
      {...(isOpen === undefined ? {} : { open: isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <Parts.Trigger asChild>{trigger}</Parts.Trigger>
      <Parts.Portal>
        <Parts.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cn('floating z-50 w-80 max-w-[calc(100vw-16px)] p-3 focus:outline-none', className)}
        >
          {children}
        </Parts.Content>
      </Parts.Portal>
    </Parts.Root>
  );
}
