import type { Metadata } from 'next';
import { PasswordByLink } from '../password-by-link';
import { authWords } from '../words';

export const generateMetadata = (): Metadata => ({ title: authWords.invitation.pageTitle });

/** Chooses the first password by an invitation: `/invitation#TOKEN`. The token never reaches the server in an address. */
export default function InvitationPage() {
  return <PasswordByLink kind="invitation" />;
}
