'use client';

import { X } from 'lucide-react';
import { Dialog as Parts } from 'radix-ui';
import type { ReactNode } from 'react';
import { uiWords } from '@/components/words/ui';
import { cn } from './cn';
import { useDialogFocus } from './dialog-focus';
import { IconButton } from './icon-button';

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons at the foot, the primary one last. */
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  /** Shuts by a button of the footer alone: no Escape, no click outside, no ×. For what is shown once. */
  isHeld?: boolean;
  children?: ReactNode;
}

const widths = { sm: 'sm:max-w-100', md: 'sm:max-w-130', lg: 'sm:max-w-180' };

/** A modal for something short. For a form of more than two fields use Sheet. On phones it stands at the foot. */
export function Dialog({
  isOpen,
  onOpenChange,
  title,
  description,
  footer,
  size = 'md',
  isHeld = false,
  children,
}: DialogProps) {
  const focus = useDialogFocus({ first: 'field' });
  return (
    <Parts.Root open={isOpen} onOpenChange={onOpenChange}>
      <Parts.Portal>
        <Parts.Overlay className="veil fixed inset-0 z-50" />
        <Parts.Content
          {...focus}
          {...(description ? {} : { 'aria-describedby': undefined })}
          onEscapeKeyDown={(event) => isHeld && event.preventDefault()}
          onInteractOutside={(event) => isHeld && event.preventDefault()}
          className={cn(
            'slide-up outline-none fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] w-full flex-col rounded-t-lg bg-raised shadow-float',
            'sm:inset-x-auto sm:top-[12dvh] sm:bottom-auto sm:left-1/2 sm:max-h-[76dvh] sm:-translate-x-1/2 sm:rounded-lg',
            widths[size],
          )}
        >
          <DialogHead title={title} description={description} isHeld={isHeld} />
          {children !== undefined && <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div>}
          {footer && <DialogFoot>{footer}</DialogFoot>}
        </Parts.Content>
      </Parts.Portal>
    </Parts.Root>
  );
}

/** Title, description and close button of a dialog or a sheet. */
export function DialogHead({
  title,
  description,
  isHeld = false,
}: Pick<DialogProps, 'title' | 'description' | 'isHeld'>) {
  return (
    <div className="flex shrink-0 items-start justify-between gap-3 px-5 pt-4 pb-3">
      <div className="min-w-0">
        <Parts.Title className="font-semibold text-lg tracking-tight">{title}</Parts.Title>
        {description && <Parts.Description className="mt-0.5 text-ink-2">{description}</Parts.Description>}
      </div>
      {!isHeld && (
        <Parts.Close asChild>
          <IconButton label={uiWords.close} icon={<X />} className="-mr-1.5" />
        </Parts.Close>
      )}
    </div>
  );
}

/** The line of buttons at the foot of a dialog or a sheet. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t px-5 py-3 pb-[max(12px,env(safe-area-inset-bottom))]">
      {children}
    </div>
  );
}
