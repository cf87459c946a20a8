'use client';

import { type ComponentProps, useState } from 'react';
import { Link } from './link';

/**
 * A link that stands among many. Its page is fetched ahead only when the pointer or the focus comes to it: fifty rows in
 * sight would cost the server fifty answers before anybody chose one.
 */
export function IntentLink({ onPointerEnter, onFocus, onTouchStart, ...rest }: ComponentProps<typeof Link>) {
  const [isMeant, setMeant] = useState(false);
  return (
    <Link
      {...rest}
      prefetch={isMeant ? 'auto' : false}
      onPointerEnter={(event) => {
        setMeant(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setMeant(true);
        onFocus?.(event);
      }}
      onTouchStart={(event) => {
        setMeant(true);
        onTouchStart?.(event);
      }}
    />
  );
}
