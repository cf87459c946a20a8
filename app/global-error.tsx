'use client';

import { Broken, type BrokenProps } from '@/components/shell/broken';
import { language } from '@/components/words/languages';
import './globals.css';

/** When the document itself broke: the last page that can be drawn. */
export default function GlobalError(props: BrokenProps) {
  return (
    <html lang={language()}>
      <body>
        <main className="mx-auto max-w-160 px-5 pt-[14dvh]">
          <Broken {...props} />
        </main>
      </body>
    </html>
  );
}
