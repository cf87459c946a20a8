import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  title: 'Account',
  description: 'Your profile, your password, and where you are signed in.',
  profile: {
    title: 'Profile',
    name: 'Name',
    email: 'Email address',
    role: 'Role',
    projects: 'Projects',
    allProjects: 'All projects',
    noProjects: 'No project',
    lastSignIn: 'Last sign-in',
    passwordSet: 'Password set',
    added: 'Added',
    help: 'An admin changes name, role and projects on the Users page.',
  },
  password: {
    title: 'Password',
    present: 'Current password',
    new: 'New password',
    newHelp: 'At least 12 characters. Store it in your password manager.',
    submit: 'Change password',
    text: 'Your other browsers are signed out; this one stays.',
    done: 'Your password is changed',
    ended: (count: number) =>
      count === 1 ? 'One other browser was signed out.' : `${count} other browsers were signed out.`,
  },
  sessions: {
    title: 'Where you are signed in',
    text: 'Each browser stays signed in for a week without use, and for 30 days at most.',
    current: 'This browser',
    device: (browser: string, system: string) => `${browser} on ${system}`,
    unknown: 'Unknown browser',
    unknownAddress: 'unknown address',
    signedIn: 'signed in',
    lastSeen: 'last seen',
    inUse: 'in use now',
    end: 'Sign out',
    endLabel: (device: string) => `Sign out ${device}`,
    ended: (device: string) => `${device} is signed out`,
    endOthers: 'Sign out all others',
    endedOthers: (count: number) =>
      count === 1 ? 'One other browser is signed out' : `${count} other browsers are signed out`,
    only: 'You are signed in only with this browser.',
  },
} as const;

/** Words of the account page. */
export const words = inLanguages({ en: english, de: german });
