'use client';

import { Broken, type BrokenProps } from '@/components/shell/broken';

/** Inside the frame. */
export default function ConsoleError(props: BrokenProps) {
  return <Broken {...props} />;
}
