import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Link } from '@/components/ui/link';
import { language } from '@/components/words/languages';
import { wordsOfCode } from '@/lib/kernel/code-words';
import { type ErrorCode, errorTable, isErrorCode, isPassing } from '@/lib/kernel/error-codes';
import { errorPageWords as words } from '../words';

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params;
  return { title: isErrorCode(code) ? wordsOfCode(code, language()).title : words.pageTitle };
}

/** What one code means and what to do: `/errors/{code}`, where the `type` of an error answer points. */
export default async function ErrorCodePage({ params }: Props) {
  const { code } = await params;
  if (!isErrorCode(code)) notFound();
  const { title, message } = wordsOfCode(code, language());
  return (
    <>
      <h1 className="text-xl font-semibold">{title}</h1>
      <dl className="mt-6 grid gap-x-6 gap-y-1 sm:grid-cols-[10rem_1fr] sm:gap-y-4">
        <Part name={words.code}>
          <code className="font-mono text-sm">{code}</code>
        </Part>
        <Part name={words.status}>{errorTable[code].status}</Part>
        <Part name={words.meaning}>{message}</Part>
        <Part name={words.again}>{againOf(code)}</Part>
      </dl>
      <p className="mt-6 text-ink-2">{words.more}</p>
      <p className="mt-4">
        <Link href="/errors" className="underline underline-offset-2">
          {words.all}
        </Link>
      </p>
    </>
  );
}

function Part({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-2 max-sm:not-first-of-type:mt-3">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function againOf(code: ErrorCode): string {
  if (isPassing(code) && errorTable[code].status === 503) return words.passing;
  if (code === 'over_budget') return words.slower;
  if (code === 'conflict' || code === 'precondition_failed') return words.reread;
  return words.lasting;
}
