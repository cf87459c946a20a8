'use client';

import { Tooltip } from 'radix-ui';
import type { FocusEvent, ReactNode } from 'react';

export interface TipProps {
  /** One short sentence. Without it the child stands alone. */
  text: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  /** One element that takes focus and a ref. */
  children: ReactNode;
}

/** Shows a short text on hover and focus of its child. */
export function Tip({ text, side = 'top', children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild onFocus={onlyByKeyboard}>
        {children}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="floating z-60 max-w-72 px-2 py-1 text-xs"
        >
          {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

// Focus that comes back from a closed menu or dialog after a click is no question for the name.
function onlyByKeyboard(event: FocusEvent<HTMLElement>): void {
  if (!event.currentTarget.matches(':focus-visible')) event.preventDefault();
}

/** Once, around everything: tooltips come at once when one was open just before. */
export function TipProvider({ children }: { children: ReactNode }) {
  return (
    <Tooltip.Provider delayDuration={350} skipDelayDuration={200}>
      {children}
    </Tooltip.Provider>
  );
}
