import { inLanguages } from '@/components/words/languages';
import { german } from './feed-words.de';

const english = {
  title: 'Change feed',
  edit: 'Set up: Change feed',
  setUp: 'Set up',
  change: 'Edit',
  state: 'State',
  states: {
    listening: 'Listening',
    refused: 'Token refused',
    unreachable: 'Not reached',
    off: 'Off',
  },
  heard: 'Last heard',
  delay: 'Delay of the latest change',
  seen: 'Changes seen',
  none: 'No change yet',
  off: 'A rotation is seen when the fresh time is over. With a change feed, changed items are read again within seconds.',
  refused: '1Password refuses the token. Values go on by the cache policy. Replace the token.',
  unreachable:
    'The events are not heard at the moment. Values go on by the cache policy, and nothing is lost.',
  otherAccount:
    'For a day no event named a vault that this secret manager uses. The token may belong to another account.',
  sheet: 'Change feed',
  text: '1Password Business tells in its Events API which items were changed. It reads no secret, and has limits of its own.',
  how: 'How to create the token',
  steps: [
    'Sign in to 1Password as an owner or administrator, and open Integrations.',
    'Under Events Reporting choose Other, and give it a name.',
    'Create a token that reads item usages and audit events, and copy it.',
  ],
  token: 'Events Reporting token',
  tokenHelp: 'Stored encrypted and never shown again.',
  origin: 'Address',
  originHelp: 'Leave it empty to use the address of your account’s region.',
  needToken: 'Paste the token first.',
  save: 'Save',
  saved: 'The change feed is on',
  remove: 'Turn off',
  removed: 'The change feed is off',
};

/** The texts of the change feed on a secret manager’s page. */
export const words = inLanguages({ en: english, de: german });
