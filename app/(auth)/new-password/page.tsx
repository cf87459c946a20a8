import type { Metadata } from 'next';
import { PasswordByLink } from '../password-by-link';
import { authWords } from '../words';

export const generateMetadata = (): Metadata => ({ title: authWords.newPassword.title });

/** Sets a new password by a link: `/new-password#TOKEN`. The token never reaches the server in an address. */
export default function NewPasswordPage() {
  return <PasswordByLink kind="newPassword" />;
}
