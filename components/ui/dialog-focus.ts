'use client';

import { type RefObject, useRef } from 'react';

export interface DialogFocus {
  onOpenAutoFocus: (event: Event) => void;
  onCloseAutoFocus: (event: Event) => void;
}

/**
 * Focus of a dialog that is opened by state, not by a Radix trigger: in, it goes to the element that is given, else to the
 * first field, else to the dialog itself (never to the ×, which would show its tooltip); out, back to where it was, or to
 * the menu's button when a menu item opened it. `first: 'own'` leaves the way in to Radix.
 */
export function useDialogFocus({
  first,
}: {
  first: 'field' | 'own' | RefObject<HTMLElement | null>;
}): DialogFocus {
  const opener = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: (event) => {
      opener.current = openerNow();
      const content = event.currentTarget;
      if (first === 'own' || !(content instanceof HTMLElement)) return;
      event.preventDefault();
      const field =
        first === 'field'
          ? content.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, [role="combobox"]')
          : first.current;
      (field ?? content).focus();
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      opener.current?.focus();
    },
  };
}

function openerNow(): HTMLElement | null {
  const active = document.activeElement;
  const menuButton = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  if (menuButton) return document.getElementById(menuButton);
  return active instanceof HTMLElement ? active : null;
}
