'use client';

import NextLink, { useLinkStatus } from 'next/link';
import { type ComponentProps, useSyncExternalStore } from 'react';
import { PendingBar } from './pending-bar';
import { isRefreshing, onRefreshing } from './refreshing';
import { useIntent } from './use-intent';

/**
 * A link within Latchkey. From the click until its page is there, a bar along its foot says that it is on its way. Its page
 * is fetched ahead when the link is in sight; on a page that refreshes itself, when somebody comes to it: each refresh
 * would have all of them fetched again.
 */
export function Link({ children, ...rest }: ComponentProps<typeof NextLink>) {
  const isOfRefreshing = useSyncExternalStore(onRefreshing, isRefreshing, () => false);
  const intent = useIntent(rest);
  return (
    <NextLink {...rest} {...(isOfRefreshing && rest.prefetch === undefined ? intent : {})}>
      {children}
      <LinkPending />
    </NextLink>
  );
}

function LinkPending() {
  const { pending } = useLinkStatus();
  return pending && <PendingBar place="link" />;
}
