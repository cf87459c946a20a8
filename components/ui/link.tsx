'use client';

import NextLink, { useLinkStatus } from 'next/link';
import type { ComponentProps } from 'react';
import { PendingBar } from './pending-bar';

/** A link within Latchkey. From the click until its page is there, a bar along its foot says that it is on its way. */
export function Link({ children, ...rest }: ComponentProps<typeof NextLink>) {
  return (
    <NextLink {...rest}>
      {children}
      <LinkPending />
    </NextLink>
  );
}

function LinkPending() {
  const { pending } = useLinkStatus();
  return pending && <PendingBar place="link" />;
}
