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
  spent: 'Its requests this hour',
  none: 'No change yet',
  trust: {
    label: 'Trust',
    none: 'Off: values are kept by the cache policy',
    states: { on: 'On', waiting: 'Waiting', ended: 'Ended' },
    stateTexts: {
      on: (time: string) => `Values stay fresh for ${time}.`,
      waiting: (time: string) =>
        `The cache policy applies until the feed is heard and has named a vault of this secret manager; then values stay fresh for ${time}.`,
      ended: (_time: string) => 'The cache policy applies.',
    },
    open: 'Trust',
    edit: 'Trust the change feed',
    sheet: 'Trust the change feed',
    text: 'While the feed is heard, values stay fresh for as long as you choose, in place of the fresh time of the cache policy. That saves nearly all requests.',
    risk: 'What you risk',
    risks: [
      'A change that 1Password does not tell is served as the old value: until the sample finds it, and for the time below at most.',
      'One refresh in a hundred is made all the same. Where it finds a change that was not told, trust ends, and you are told.',
      'Access that is taken away is noticed when the feed tells it, and otherwise only by the next look.',
      'While the feed is refused, not reached or silent for two minutes, the cache policy applies at once. An outage then counts from when a value was read.',
    ],
    fresh: 'Fresh while the feed is heard',
    freshHelp: (policy: string) =>
      `Between 10 min and 24 h. The cache policy says ${policy}; what is longer applies.`,
    notDuration: 'Write a length of time, such as 24 h or 90 min.',
    turnOn: 'Turn on',
    save: 'Save',
    saved: 'The change feed is trusted',
    remove: 'Do not trust it',
    removed: 'Values are kept by the cache policy',
  },
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
