'use client';

import { Dialog as Parts } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { cn } from './cn';
import { DialogFoot, DialogHead } from './dialog';
import { useDialogFocus } from './dialog-focus';

export interface SheetProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons at the foot, the primary one last. Stays in sight while the body scrolls. */
  footer?: ReactNode;
  size?: 'md' | 'lg';
  /** What has the focus at first; else the first field has it. */
  firstFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** A panel at the right edge for a form or a longer look; fills the screen on phones. */
export function Sheet({
  isOpen,
  onOpenChange,
  title,
  description,
  footer,
  size = 'md',
  firstFocus,
  children,
}: SheetProps) {
  const focus = useDialogFocus({ first: firstFocus ?? 'field' });
  return (
    <Parts.Root open={isOpen} onOpenChange={onOpenChange}>
      <Parts.Portal>
        <Parts.Overlay className="veil fixed inset-0 z-40" />
        <Parts.Content
          {...focus}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'slide-right outline-none fixed inset-y-0 right-0 z-50 flex w-full flex-col border-l bg-raised',
            size === 'md' ? 'sm:max-w-130' : 'sm:max-w-190',
          )}
        >
          <DialogHead title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-6">{children}</div>
          {footer && <DialogFoot>{footer}</DialogFoot>}
        </Parts.Content>
      </Parts.Portal>
    </Parts.Root>
  );
}
