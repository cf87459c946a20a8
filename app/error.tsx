'use client';

import { Broken, type BrokenProps } from '@/components/shell/broken';

/** Outside of the console's frame, or where the frame itself broke. */
export default function PageError(props: BrokenProps) {
  return (
    <main className="mx-auto max-w-160 px-5 pt-[14dvh]">
      <Broken {...props} />
    </main>
  );
}
