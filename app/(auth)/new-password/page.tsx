import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { pageRead } from '@/lib/doors/page';
import { personOfResetLink } from '@/lib/users/set-password';
import { authWords } from '../words';
import { NewPasswordForm } from './components';

export const generateMetadata = (): Metadata => ({ title: authWords.newPassword.title });

const words = authWords.newPassword;
const command = 'npm run reset-password -- name@example.com';

interface NewPasswordPageProps {
  searchParams: Promise<{ link?: string | string[] }>;
}

/** Sets a new password, for whoever holds the link that an admin made. Teaches how to get one, otherwise. */
export default async function NewPasswordPage({ searchParams }: NewPasswordPageProps) {
  const { link } = await searchParams;
  const found = await pageRead('reset-link', async () =>
    typeof link === 'string' ? personOfResetLink({ link }) : null,
  );
  if (typeof link !== 'string' || !found.ok || found.value === null) {
    return (
      <>
        <h1 className="font-semibold text-xl tracking-tight">{words.wrongLink.title}</h1>
        <p className="mt-1 text-ink-2">{words.wrongLink.text}</p>
        <p className="mt-4 mb-5 text-ink-3 text-xs">
          {words.wrongLink.lockedOut}
          <code className="mt-1 block break-words">{command}</code>
        </p>
        <ButtonLink href="/sign-in">{words.wrongLink.signIn}</ButtonLink>
      </>
    );
  }
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">{words.title}</h1>
      <p className="mt-1 mb-5 text-ink-2">{words.text(found.value)}</p>
      <NewPasswordForm link={link} email={found.value} />
    </>
  );
}
