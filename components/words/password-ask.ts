import { inLanguages } from './languages';
import { german } from './password-ask.de';

const english = {
  password: {
    title: 'Your password, once more',
    text: (_email: string) =>
      'This is delicate and needs a password that was entered within the last ten minutes. It continues right after.',
    submit: 'Continue',
  },
  'sign-in': {
    title: 'Sign in again',
    text: (email: string) =>
      `Your session has ended. Enter the password of ${email}: what you typed stays, and it continues right after.`,
    submit: 'Sign in',
  },
  label: 'Password',
} as const;

/** Words of the dialogs that ask for the password: before what is delicate, and when the session has ended. */
export const passwordAskWords = inLanguages({ en: english, de: german });
