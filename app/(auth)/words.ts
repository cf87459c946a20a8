import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  signIn: {
    title: 'Sign in',
    email: 'Email address',
    password: 'Password',
    submit: 'Sign in',
    forgotten: 'No account, or forgot your password? Ask an admin for a link.',
  },
  newPassword: {
    title: 'Set a new password',
    text: (email: string) => `For ${email}. Every browser that is signed in with the old one is signed out.`,
    password: 'New password',
    passwordHelp: 'At least 12 characters. Store it in your password manager.',
    submit: 'Set password and sign in',
    wrongLink: {
      title: 'This link does not work',
      text: 'It was used, replaced by a newer one, has expired, or is incomplete. Ask an admin for a new one.',
      lockedOut: 'An admin who is locked out can create one where Latchkey runs:',
      signIn: 'To the sign-in',
    },
  },
  invitation: {
    title: (name: string) => `Welcome, ${name}`,
    pageTitle: 'Invitation',
    text: (email: string) =>
      `You were invited to Latchkey. Choose a password, and sign in with it and ${email} from now on.`,
    password: 'Your password',
    passwordHelp: 'At least 12 characters. Store it in your password manager.',
    submit: 'Set password and sign in',
    wrongLink: {
      title: 'This invitation does not work',
      text: 'It was used, replaced by a newer one, is older than seven days, or is incomplete. Ask an admin to invite you again.',
      signIn: 'To the sign-in',
    },
  },
  setUp: {
    title: 'Create the first admin',
    text: 'Latchkey is new here. This account connects secret managers and adds everybody else.',
    name: 'Your name',
    email: 'Email address',
    password: 'Password',
    passwordHelp: 'At least 12 characters. Store it in your password manager.',
    submit: 'Create admin and sign in',
    noLink: {
      title: 'Set-up needs its link',
      text: 'So that a stranger who finds this page first gets nothing, set-up opens only by a link that Latchkey printed when it started.',
      steps: [
        'Look at the output of the start (the terminal, or the log of the service).',
        'Find the address under “Nobody can sign in yet” and open it.',
        'No longer there? Start Latchkey again: it prints a new link, and the previous one stops working.',
      ],
    },
    wrongLink: {
      title: 'This link does not work',
      text: 'It was used, or Latchkey was started again and printed a new one.',
    },
  },
} as const;

/** Words of sign-in and set-up. */
export const authWords = inLanguages({ en: english, de: german });
