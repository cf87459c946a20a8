'use client';

import dynamic from 'next/dynamic';
import { Dialog, Popover } from 'radix-ui';
import { type ReactElement, type ReactNode, useLayoutEffect, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import { OutsideField } from '@/components/ui/field';
import { useMediaQuery } from '@/components/ui/use-media-query';
import { usePreload } from '@/components/ui/use-preload';
import type { Binding, ChosenItem } from './binding';
import { usePickerDeps } from './picker-provider';
import type { PickerInput } from './use-picker';
import { pickerWords as words } from './words';

// Lists, panes and search are no part of a form until somebody chooses.
const loadBody = () => import('./picker-body').then(({ PickerBody }) => PickerBody);
const PickerBody = dynamic(loadBody, { loading: () => null });

export interface PickerProps extends PickerInput {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onUse: (binding: Binding) => void;
  /** Given where an item is chosen rather than one of its fields. */
  onItem?: (item: ChosenItem) => void;
  /** Takes the focus when the picker has closed: the control it was opened from has perhaps gone. */
  onClosed: () => void;
  /** What it stands at: one element that takes a ref. */
  children: ReactElement;
}

/** Chooses a secret for a field: a popover at the field on wide screens, a sheet on narrow ones. */
export function Picker({ isOpen, onOpenChange, onUse, onItem, onClosed, children, ...input }: PickerProps) {
  const isWide = useMediaQuery('(min-width: 768px)');
  const { managers } = usePickerDeps();
  const anchor = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const clearSearch = useRef<() => boolean>(null);
  usePreload(loadBody);
  // Before the popover takes its place, and before it keeps the page from scrolling: it can be no more in sight than what it
  // stands at.
  useLayoutEffect(() => {
    if (isOpen) anchor.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  const content = {
    onOpenAutoFocus: (event: Event) => {
      // Without a search box (no secret manager yet) the first button takes the focus.
      if (!searchBox.current) return;
      event.preventDefault();
      searchBox.current.focus();
    },
    onEscapeKeyDown: (event: KeyboardEvent) => {
      if (clearSearch.current?.()) event.preventDefault();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      onClosed();
    },
    'aria-label': words.title(input.fieldLabel),
    'aria-describedby': undefined,
  };
  const body = (
    <OutsideField>
      <PickerBody
        {...input}
        look={isWide ? 'wide' : 'narrow'}
        searchBox={searchBox}
        clearSearch={clearSearch}
        onUse={onUse}
        onItem={onItem}
        onClose={() => onOpenChange(false)}
      />
    </OutsideField>
  );
  return (
    <Popover.Root open={isOpen && isWide} onOpenChange={onOpenChange} modal>
      {/* Bars stick to the foot of pages with a form: what is behind them is not in sight. */}
      <Popover.Anchor ref={anchor} asChild className="scroll-mt-4 scroll-mb-32">
        {children}
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          {...content}
          align="end"
          sideOffset={6}
          collisionPadding={12}
          className={cn(
            'floating z-50 overflow-hidden rounded-lg focus:outline-none',
            managers.length === 0
              ? 'w-100'
              : // Before it has its place it has a height too: else a list that is there already draws all of its rows.
                'h-[clamp(200px,var(--radix-popover-content-available-height,460px),460px)] w-[min(760px,calc(100vw-24px))]',
          )}
        >
          {body}
        </Popover.Content>
      </Popover.Portal>
      <NarrowPicker isOpen={isOpen && !isWide} onOpenChange={onOpenChange} content={content}>
        {body}
      </NarrowPicker>
    </Popover.Root>
  );
}

function NarrowPicker({
  isOpen,
  onOpenChange,
  content,
  children,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  content: Partial<React.ComponentProps<typeof Dialog.Content>>;
  children: ReactNode;
}) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil fixed inset-0 z-40" />
        <Dialog.Content
          {...content}
          className="slide-up fixed inset-x-0 bottom-0 z-50 h-[min(92dvh,760px)] overflow-hidden rounded-t-lg bg-raised shadow-float focus:outline-none"
        >
          <Dialog.Title className="sr-only">{content['aria-label']}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
