import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { QueryRoom } from '@/components/query/query-room';
import { BottomBar } from '@/components/shell/bottom-bar';
import { PaletteRoom } from '@/components/shell/palette';
import { Rail } from '@/components/shell/rail';
import { railCookie, themeCookie, themeOf } from '@/components/shell/settings';
import { shellWords } from '@/components/words/shell';
import { pageCaller } from '@/lib/doors/page';
import { signOut } from './actions';

/** The frame of the console: rail (or a bar at the foot on narrow screens), palette, the page. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { label, role } = await pageCaller();
  const jar = await cookies();
  const theme = themeOf(jar.get(themeCookie)?.value);
  const frame = { person: { label, role }, theme, signOut };
  return (
    <QueryRoom>
      <PaletteRoom role={role} signOut={signOut}>
        <a
          href="#page"
          className="fixed -top-16 left-2 z-60 rounded bg-accent px-3 py-2 font-medium text-on-accent focus:top-2"
        >
          {shellWords.skip}
        </a>
        <div className="flex min-h-dvh">
          <Rail {...frame} stateAtFirst={jar.get(railCookie)?.value === 'folded' ? 'folded' : 'open'} />
          <main
            id="page"
            tabIndex={-1}
            className="min-w-0 flex-1 px-4 pt-4 pb-24 outline-none md:px-8 md:pt-6 md:pb-12"
          >
            {children}
          </main>
        </div>
        <BottomBar {...frame} />
      </PaletteRoom>
    </QueryRoom>
  );
}
