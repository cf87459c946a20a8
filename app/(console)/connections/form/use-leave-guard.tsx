'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { Confirm } from '@/components/ui/confirm';
import { formWords } from './words';

const words = formWords.leave;

/** Asks before a link, a reload or a closed tab takes unsaved changes along. Returns the dialog, to be drawn. */
export function useLeaveGuard(isDirty: boolean): ReactNode {
  const router = useRouter();
  const [href, setHref] = useState<string>();
  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const target = leavingTo(event);
      if (target === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setHref(target);
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [isDirty]);
  return (
    <Confirm
      isOpen={href !== undefined}
      onOpenChange={(isOpen) => !isOpen && setHref(undefined)}
      title={words.title}
      confirmLabel={words.leave}
      onConfirm={async () => {
        if (href !== undefined) router.push(href);
        return undefined;
      }}
    >
      {words.text}
    </Confirm>
  );
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
