import { inLanguages } from './languages';
import { german } from './password-ask.de';

const english = {
  title: 'Your password, once more',
  text: 'This is delicate and needs a password that was entered within the last ten minutes. It continues right after.',
  password: 'Password',
  submit: 'Continue',
} as const;

/** Words of the dialog that asks for the password before what is delicate. */
export const passwordAskWords = inLanguages({ en: english, de: german });
