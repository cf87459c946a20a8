'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext, useMemo, useTransition } from 'react';
import { PendingBar } from './pending-bar';

export interface Navigate {
  push: (href: string) => void;
  replace: (href: string) => void;
}

const NavigateContext = createContext<Navigate | undefined>(undefined);

/** Once around the pages: what leads elsewhere without being a link shows a bar along the top until the page is there. */
export function NavigateProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const navigate = useMemo(
    (): Navigate => ({
      push: (href) => startTransition(() => router.push(href)),
      replace: (href) => startTransition(() => router.replace(href)),
    }),
    [router],
  );
  return (
    <NavigateContext value={navigate}>
      {isPending && <PendingBar place="page" />}
      {children}
    </NavigateContext>
  );
}

/** Leads to another page. Throws outside of a NavigateRoom: a mistake in our own pages. */
export function useNavigate(): Navigate {
  const navigate = useContext(NavigateContext);
  if (!navigate) throw new Error('useNavigate stands outside of a NavigateRoom.');
  return navigate;
}
