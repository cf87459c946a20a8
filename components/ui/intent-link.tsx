'use client';

import type { ComponentProps } from 'react';
import { Link } from './link';
import { useIntent } from './use-intent';

/**
 * A link that stands among many. Its page is fetched ahead only when the pointer or the focus comes to it: fifty rows in
 * sight would cost the server fifty answers before anybody chose one.
 */
export function IntentLink(props: ComponentProps<typeof Link>) {
  return <Link {...props} {...useIntent(props)} />;
}
