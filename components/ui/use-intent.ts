'use client';

import { type ComponentProps, useState } from 'react';

type Handlers = Pick<ComponentProps<'a'>, 'onPointerEnter' | 'onFocus' | 'onTouchStart'>;

/** Props of a link whose page is fetched ahead only when the pointer or the focus comes to it. */
export function useIntent({ onPointerEnter, onFocus, onTouchStart }: Handlers): Handlers & {
  prefetch: 'auto' | false;
} {
  const [isMeant, setMeant] = useState(false);
  return {
    prefetch: isMeant ? 'auto' : false,
    onPointerEnter: (event) => {
      setMeant(true);
      onPointerEnter?.(event);
    },
    onFocus: (event) => {
      setMeant(true);
      onFocus?.(event);
    },
    onTouchStart: (event) => {
      setMeant(true);
      onTouchStart?.(event);
    },
  };
}
