import type { ReactNode } from 'react';
import { LanguageChoice } from '@/components/shell/language-choice';
import { NameMark } from '@/components/ui/mark';

/** The frame of sign-in and set-up: the mark, one column, the language at the foot. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-100 flex-col px-5 pt-[max(48px,14dvh)] pb-12">
      <NameMark className="mb-8 text-lg [&>svg]:size-8" />
      {children}
      <div className="mt-8 border-t pt-3">
        <LanguageChoice />
      </div>
    </main>
  );
}
