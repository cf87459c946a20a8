import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { PasswordProvider } from '@/components/password-provider';
import { QueryProvider } from '@/components/query/query-provider';
import { BottomBar } from '@/components/shell/bottom-bar';
import { DatabaseBanner } from '@/components/shell/database-banner';
import { FocusKeeper } from '@/components/shell/focus-keeper';
import { KeyboardMap } from '@/components/shell/keyboard-map';
import { PaletteRoom } from '@/components/shell/palette';
import { Rail } from '@/components/shell/rail';
import { SaveKey } from '@/components/shell/save-key';
import { railCookie, stepsCookie, themeCookie, themeOf } from '@/components/shell/settings';
import { NavigateProvider } from '@/components/ui/navigate-provider';
import { shellWords } from '@/components/words/shell';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { env } from '@/lib/platform/env';
import { getAccount } from '@/lib/users/account';
import { reauthenticateAction, signInAgainAction, signOut } from './actions';
import { firstSteps, stepNames } from './first-steps';
import { GivenPassword } from './given-password';

/** The frame of the console: rail (or a bar at the foot on narrow screens), palette, the page. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const caller = await pageCaller();
  const { label, role } = caller;
  const account = await pageRead('get-account', () => getAccount({ caller }));
  const jar = await cookies();
  const theme = themeOf(jar.get(themeCookie)?.value);
  const steps = jar.has(stepsCookie) ? undefined : await firstSteps(caller);
  const beginning = steps && {
    done: stepNames.filter((name) => steps.done[name]).length,
    all: stepNames.length,
  };
  const frame = { person: { label, role }, theme, beginning, signOut };
  return (
    <QueryProvider>
      <NavigateProvider>
        <PaletteRoom role={role} signOut={signOut}>
          <KeyboardMap />
          <FocusKeeper />
          <SaveKey />
          <PasswordProvider email={label} confirm={reauthenticateAction} signIn={signInAgainAction} />
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
              <DatabaseBanner readsForMs={env().detachedKeysMs} />
              {account.ok && account.value.passwordEndsAt && (
                <GivenPassword endsAt={account.value.passwordEndsAt} />
              )}
              {children}
            </main>
          </div>
          <BottomBar {...frame} />
        </PaletteRoom>
      </NavigateProvider>
    </QueryProvider>
  );
}
