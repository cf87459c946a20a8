import { german } from './given-password.de';
import { inLanguages } from './languages';

const english = {
  title: 'Choose a password of your own',
  text: 'Somebody else gave you the present one. Signing in with it ends',
  action: 'To the account',
} as const;

/** Words of the notice about a password that was given. */
export const givenPasswordWords = inLanguages({ en: english, de: german });
