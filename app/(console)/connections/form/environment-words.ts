import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './environment-words.de';

const english = {
  title: '1Password Environment',
  help: 'Every variable of the Environment is a field, also those that are added in 1Password later. A field of your own wins over a variable of the same name.',
  add: 'Take a whole Environment',
  manager: 'Secret manager',
  environment: 'Environment',
  byId: 'Another one, by its ID',
  id: 'ID of the Environment',
  idHelp:
    'In the 1Password app: Developer, View Environments, Manage environment, Copy environment ID. An Environment that is not listed can be read by its ID.',
  noneListed:
    'This secret manager lists no Environment. Give its service account access to one, or enter an ID.',
  prefix: 'Prefix',
  prefixHelp: 'Stands before each name: with SHOP_, the variable DB_HOST becomes SHOP_DB_HOST.',
  variables: (count: number) => (count === 1 ? '1 variable' : `${numberText(count)} variables`),
  onlySome: 'Only some of the variables',
  onlySomeHelp: 'Variables that are added later are left out then.',
  masked: 'masked',
  plain: 'text',
  ambiguous: (count: number) => `${numberText(count)} have this name: 1Password must keep one`,
  own: 'your own field wins',
  gone: 'not in the Environment',
  oneTwice: 'Workloads get nothing of this Environment while two of its variables have one name.',
  ownWins: (names: string, count: number) =>
    count === 1
      ? `Your own field ${names} takes the place of the variable.`
      : `Your own fields ${names} take the place of variables.`,
  ofEnvironment: 'A variable of the Environment has this name, too. This field wins.',
  more: (count: number) => `Show all ${numberText(count)}`,
  change: 'Change',
  remove: 'Take it away',
  undo: 'Undo',
  removed: 'Taken away when you save. Workloads then get none of its variables.',
  choose: 'Choose an Environment, or enter its ID.',
  chooseManager: 'Choose a secret manager.',
  onlyNothing: 'Tick at least one variable, or take all of them.',
  retry: 'Try again',
  loading: 'Reading the variables',
  of: (manager: string, title: string) => `${manager} · Environment ${title}`,
  withPrefix: (prefix: string) => `with the prefix ${prefix}`,
  allOf: (title: string) => `all variables of ${title}`,
  onlyThese: 'only these',
  tile: {
    title: 'From a 1Password Environment',
    text: 'All of its variables, each by its name, now and when they change.',
  },
} as const;

/** What the form of a connection says of a whole Environment. */
export const environmentWords = inLanguages({ en: english, de: german });
