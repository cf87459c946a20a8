import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { language } from '@/components/words/languages';
import { wordsOfCode } from '@/lib/kernel/code-words';
import { errorCodes, errorTable } from '@/lib/kernel/error-codes';
import { errorPage } from '@/lib/kernel/problem';
import { errorPageWords as words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.pageTitle });

/** Every error code with its status and title: `/errors`. */
export default function ErrorCodesPage() {
  return (
    <>
      <h1 className="text-xl font-semibold">{words.title}</h1>
      <p className="mt-2 text-ink-2">{words.text}</p>
      <ul className="mt-6 divide-y border-y">
        {errorCodes.map((code) => (
          <li key={code} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2">
            <span className="w-9 shrink-0 text-ink-2 tabular-nums">{errorTable[code].status}</span>
            <Link href={errorPage(code)} className="font-mono text-sm underline underline-offset-2">
              {code}
            </Link>
            <span className="text-ink-2">{wordsOfCode(code, language()).title}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
