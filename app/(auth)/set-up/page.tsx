import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Notice } from '@/components/ui/notice';
import { pageRead } from '@/lib/doors/page';
import { isSetUp, isSetUpLink } from '@/lib/users/set-up';
import { authWords } from '../words';
import { SetUpForm } from './components';

export const generateMetadata = (): Metadata => ({ title: authWords.setUp.title });

const words = authWords.setUp;

interface SetUpPageProps {
  searchParams: Promise<{ link?: string | string[] }>;
}

/** Makes the first admin, for whoever holds the link that the start printed. Teaches where it is, otherwise. */
export default async function SetUpPage({ searchParams }: SetUpPageProps) {
  if (await isSetUp()) redirect('/sign-in');
  const { link } = await searchParams;
  const checked = await pageRead(
    'set-up-link',
    async () => typeof link === 'string' && isSetUpLink({ link }),
  );
  if (typeof link !== 'string' || !checked.ok || !checked.value) {
    return <WithoutLink isWrong={link !== undefined} />;
  }
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">{words.title}</h1>
      <p className="mt-1 mb-5 text-ink-2">{words.text}</p>
      <SetUpForm link={link} />
    </>
  );
}

function WithoutLink({ isWrong }: { isWrong: boolean }) {
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">{words.noLink.title}</h1>
      <p className="mt-1 text-ink-2">{words.noLink.text}</p>
      {isWrong && (
        <Notice tone="warn" role="alert" title={words.wrongLink.title} className="mt-4">
          {words.wrongLink.text}
        </Notice>
      )}
      <ol className="mt-4 grid list-decimal gap-2 pl-5 text-ink-2 marker:text-ink-3">
        {words.noLink.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}
