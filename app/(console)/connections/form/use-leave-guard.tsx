'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { guardLeaving } from '@/components/shell/leaving';
import { Confirm } from '@/components/ui/confirm';
import { beforeKeptReload } from '@/components/ui/kept-values';
import { useNavigate } from '@/components/ui/navigate-provider';
import { formWords } from './words';

const words = formWords.leave;

type Leaving = { kind: 'link'; href: string } | { kind: 'back' } | { kind: 'other'; go: () => void };

export interface LeaveGuard {
  /** To be drawn. */
  dialog: ReactNode;
  /** Lets go, before the page moves on automatically. Resolves when the history is as if there had been no guard. */
  release: () => Promise<void>;
}

/** Asks before a link, the command palette, the way back, a reload or a closed tab takes unsaved changes along. */
export function useLeaveGuard(isDirty: boolean): LeaveGuard {
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState<Leaving>();
  const entry = useGuardEntry();
  useEffect(() => {
    if (!isDirty) return void entry.remove();
    entry.add();
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const href = leavingTo(event);
      if (href === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setLeaving({ kind: 'link', href });
    };
    const takeBack = guardLeaving((go) => setLeaving({ kind: 'other', go }));
    // A reload that keeps what was typed loses nothing.
    const letReload = beforeKeptReload(async () => {
      window.removeEventListener('beforeunload', onUnload);
      await entry.remove();
      entry.stop();
    });
    const onBack = () => entry.wasLeft() && setLeaving({ kind: 'back' });
    window.addEventListener('beforeunload', onUnload);
    window.addEventListener('popstate', onBack);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      takeBack();
      letReload();
      window.removeEventListener('beforeunload', onUnload);
      window.removeEventListener('popstate', onBack);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [isDirty, entry]);
  const leave = async () => {
    if (leaving?.kind === 'back') {
      entry.stop();
      window.history.back();
    } else if (leaving) {
      await entry.remove();
      entry.stop();
      if (leaving.kind === 'link') navigate.push(leaving.href);
      else leaving.go();
    }
    setLeaving(undefined);
    return undefined;
  };
  const dialog = (
    <Confirm
      isOpen={leaving !== undefined}
      onOpenChange={(isOpen) => {
        if (isOpen || leaving === undefined) return;
        setLeaving(undefined);
        entry.add();
      }}
      title={words.title}
      confirmLabel={words.leave}
      cancelLabel={words.stay}
      onConfirm={leave}
    >
      {words.text}
    </Confirm>
  );
  return { dialog, release: entry.remove };
}

/** A second entry of this very page in the history: the first step back leads to the page itself, which then asks. */
function useGuardEntry() {
  const [entry] = useState(() => {
    let isThere = false;
    let isStopped = false;
    return {
      add: () => {
        if (isStopped) return;
        if (!isThere) window.history.pushState(window.history.state, '');
        isThere = true;
      },
      /** After a step back: whether it was the one that the entry is there to catch. */
      wasLeft: () => {
        const was = isThere;
        isThere = false;
        return was;
      },
      /** Somebody chose to leave: nothing is added any more. */
      stop: () => {
        isStopped = true;
      },
      remove: async () => {
        if (!isThere) return;
        isThere = false;
        await new Promise((done) => {
          window.addEventListener('popstate', done, { once: true });
          window.history.back();
        });
      },
    };
  });
  return entry;
}

/** Where a click leads to within Latchkey; undefined when it stays on this page or opens beside it. */
function leavingTo(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return undefined;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === '_blank') return undefined;
  const { origin, pathname, search } = new URL(link.href);
  if (origin !== window.location.origin || pathname === window.location.pathname) return undefined;
  return pathname + search;
}
