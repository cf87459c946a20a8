'use client';

import { useEffect } from 'react';

const savedForm = 'form[data-saved]';

/**
 * Ctrl+S, or ⌘S, presses the button that submits the form in reach: that of the topmost dialog, else the page's. A button that
 * is blocked or busy does what it does for a click. On a page without a form to save the key is the browser's.
 */
export function SaveKey() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isSaveKey = event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey);
      if (!isSaveKey || event.altKey || event.shiftKey) return;
      if (!document.querySelector(savedForm)) return;
      event.preventDefault();
      if (!event.repeat) submitButtonOf(formInReach())?.click();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return null;
}

/** The one that the keyboard is in, else the first. A dialog without one keeps the key from the page below. */
function formInReach(): HTMLFormElement | null {
  const dialogs = document.querySelectorAll('[role="dialog"], [role="alertdialog"]');
  const room = dialogs.item(dialogs.length - 1) ?? document;
  const forms = [...room.querySelectorAll<HTMLFormElement>(savedForm)];
  return forms.find((form) => form.contains(document.activeElement)) ?? forms[0] ?? null;
}

/** It may stand outside of its form, as in the foot of a sheet. */
function submitButtonOf(form: HTMLFormElement | null): HTMLButtonElement | undefined {
  const buttons = [...(form?.elements ?? [])].filter((element) => element instanceof HTMLButtonElement);
  return buttons.find(({ type }) => type === 'submit');
}
