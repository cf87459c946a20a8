'use client';

import { useEffect } from 'react';

// Dialogs give the focus back by themselves, a moment after they have gone.
const waitMs = 120;

/**
 * Where what had the focus is gone (a page was left, a row removed, a bar put away), the focus goes to the title of the
 * page, which a screen reader then says; else it would stand on the document, and Tab begin at the very top. Draws
 * nothing.
 */
export function FocusKeeper() {
  useEffect(() => {
    let last: Element | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isLost = () => last !== null && !last.isConnected && document.activeElement === document.body;
    const keep = () => {
      timer = undefined;
      if (!isLost() || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      // A skeleton has no title yet: what comes in its place is a change that is looked at again.
      const title = document.querySelector<HTMLElement>('main h1');
      if (title?.textContent) title.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(() => {
      if (isLost()) timer ??= setTimeout(keep, waitMs);
    });
    const note = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target : null;
    };
    // Somebody who presses beside everything has put the focus away.
    const forget = () => {
      last = null;
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', forget);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', forget);
      observer.disconnect();
    };
  }, []);
  return null;
}
