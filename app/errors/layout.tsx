import type { ReactNode } from 'react';
import { LanguageChoice } from '@/components/shell/language-choice';
import { NameMark } from '@/components/ui/mark';

/** The frame of the pages that explain error codes. They are open: who reads an answer's `type` may not be signed in. */
export default function ErrorPagesLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-160 flex-col px-5 pt-[max(32px,8dvh)] pb-12">
      <NameMark className="mb-8 text-lg [&>svg]:size-8" />
      {children}
      <div className="mt-10 border-t pt-3">
        <LanguageChoice />
      </div>
    </main>
  );
}
