import { inLanguages } from './languages';
import { numberText } from './numbers';
import { german } from './ui.de';

const english = {
  close: 'Close',
  cancel: 'Cancel',
  clear: 'Clear',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser did not let Latchkey copy. Select the text and copy it by hand.',
  loading: 'Loading',
  working: 'Working',
  loadMore: 'Load more',
  signInAgain: 'Sign in',
  shownOf: (shown: number, total?: number) =>
    total === undefined ? `${numberText(shown)} shown` : `${numberText(shown)} of ${numberText(total)}`,
  optional: 'optional',
  never: 'never',
  now: 'just now',
  soon: 'in a moment',
  units: {
    s: (count: number) => `${count} s`,
    min: (count: number) => `${count} min`,
    h: (count: number) => `${count} h`,
    d: (count: number) => `${count} d`,
  },
  ago: (count: number, unit: 's' | 'min' | 'h' | 'd') => `${count} ${unit} ago`,
  ahead: (count: number, unit: 's' | 'min' | 'h' | 'd') => `in ${count} ${unit}`,
  retry: 'Try again',
  reload: 'Reload',
  search: 'Search',
  reveal: 'Hold to show',
  choose: 'Choose',
  none: 'None',
  breadcrumbs: 'Where you are',
  notifications: 'Notifications',
  typeToConfirm: (name: string) => ({ before: 'Type', name, after: 'to confirm' }),
  retryIn: (seconds: number) =>
    seconds < 90 ? `Try again in ${seconds} s.` : `Try again in ${Math.round(seconds / 60)} min.`,
  offline: {
    title: 'Latchkey did not answer',
    text: 'The browser could not reach Latchkey. Check the network, then try again.',
  },
  updated: {
    title: 'Latchkey was updated',
    text: 'This page is from the version before, so nothing was done. Reload it, then try again.',
    textKept: 'This page is from the version before, so nothing was saved. Reload it, then save again.',
    keep: 'Reload and keep what I typed',
    kept: 'What you typed is here again. It is not saved yet.',
    keptBut: (secrets: readonly string[]) =>
      `What you typed is here again, but secrets are never kept. Type again: ${secrets.join(', ')}.`,
    notKept:
      'This browser does not let Latchkey keep what you typed. Copy it, reload the page and save again.',
  },
  answeredByOther: {
    title: 'The answer was not from Latchkey',
    text: 'Something between this browser and Latchkey answered in its place, or Latchkey is starting. Try again in a moment. If it stays so, ask an operator to look at the proxy in front of Latchkey.',
  },
  unsaved: 'You have changes that are not saved. Leave without saving?',
} as const;

/** What the kit itself says. Pages hand in everything else. */
export const uiWords = inLanguages({ en: english, de: german });
