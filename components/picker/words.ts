import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import type { Level } from '@/lib/kernel/locator';
import { german } from './words.de';

const english = {
  openFor: (label: string) => (label ? `Choose a secret for ${label}` : 'Choose a secret'),
  change: 'Choose another secret',
  title: (field: string) => `A secret for ${field}`,
  searchIn: {
    vault: 'Search items and fields, or type a reference op://…',
    item: 'Search items and fields, or type a reference op://…',
    field: 'Search fields, or paste a reference op://…',
    environment: 'Search Environments, or paste the ID of one',
    variable: 'Search variables, or paste a reference op-environment://…',
  },
  byId: {
    open: 'Open the Environment with the ID',
    notListed: 'Not in the list?',
    where:
      'Paste its ID into the search box. In the 1Password app: Developer, View Environments, Manage environment, Copy environment ID.',
    noneListed: 'No Environment is listed',
  },
  unbindable: {
    nameless: 'no name',
    short: 'cannot be bound',
    title: 'This one cannot be bound',
    times: (count: number) => `ambiguous: ${numberText(count)} of this name`,
    whyNameless: 'This variable has no name, so nothing can refer to it. Give it one in the secret manager.',
    whyTimes: (name: string, count: number) =>
      `${numberText(count)} variables are called ${name}: it is ambiguous which one is meant. Rename all but one in the secret manager.`,
    whyOther: 'No reference can name this one, so it cannot be bound.',
  },
  places: 'Secret managers and vaults',
  filterPlaces: 'Filter secret managers',
  completions: 'What the reference may go on with',
  readMore: {
    fields: (items: number) =>
      items === 1
        ? 'Search the fields of 1 more item'
        : `Search the fields of ${numberText(items)} more items`,
    managers: (count: number) =>
      count === 1 ? 'Search more in 1 secret manager' : `Search more in ${numberText(count)} secret managers`,
    asks: 'sends requests',
  },
  levels: {
    vault: { one: 'Vault', many: 'Vaults', all: 'All vaults', named: (title: string) => title },
    item: { one: 'Item', many: 'Items', all: 'All items', named: (title: string) => title },
    field: { one: 'Field', many: 'Fields', all: 'All fields', named: (title: string) => title },
    environment: {
      one: 'Environment',
      many: 'Environments',
      all: 'Environments',
      named: (title: string) => `Environment ${title}`,
    },
    variable: { one: 'Variable', many: 'Variables', all: 'Variables', named: (title: string) => title },
  },
  where: 'Where you are',
  vaultCount: (count: number) => (count === 1 ? '1 vault' : `${numberText(count)} vaults`),
  itemCount: (count: number) => (count === 1 ? '1 item' : `${numberText(count)} items`),
  reading: (count: number) => `Reading ${numberText(count)} items …`,
  countSoFar: (count: number) => `${numberText(count)} items so far`,
  foundCount: (found: number, all: number) => `${numberText(found)} of ${numberText(all)} items`,
  found: (count: number) => `${numberText(count)} found`,
  back: 'Back',
  again: 'Ask the secret manager again',
  retry: 'Try again',
  openManager: (name: string) => `Open ${name}`,
  loading: 'Loading',
  close: 'Close',
  notServing: 'Not for this connection’s projects',
  noManager: {
    title: 'No secret manager yet',
    admin: 'Connect a secret manager once, with its token; then its vaults can be chosen here.',
    others:
      'Ask an admin to connect a secret manager under Platform Admin, Security. Then its vaults can be chosen here.',
    connect: 'Connect a secret manager',
  },
  noneServing: {
    title: 'No secret manager for these projects',
    text: 'Choose the projects of this connection first. If they are chosen, an admin gives them access on a secret manager’s page.',
  },
  emptyVaults: {
    title: 'No vault to choose from',
    text: 'The token sees no vault. An admin creates one that can read a vault and enters it with Replace token.',
    granted:
      'Your projects may use none of its secrets yet. An admin allows them on the secret manager’s page, under Access.',
  },
  chooseVault: {
    title: 'Choose a vault',
    text: (count: number) =>
      `There are ${numberText(count)} vaults to choose from. Open one to see its items.`,
  },
  emptyItems: { title: 'No item here', text: 'This vault has no item that the token may read.' },
  nothing: {
    title: 'No matches',
    items: 'Search for another word, or paste a reference.',
    fields: 'No field of this item has this name.',
    variables: 'No variable of this Environment has this name.',
  },
  noFields: { title: 'No field in this item', text: 'Add one in the secret manager, then ask again.' },
  noVariables: {
    title: 'No variable in this Environment',
    text: 'Add one in the secret manager, then ask again.',
  },
  created: (date: string) => `created ${date}`,
  empty: 'empty',
  plainFields: 'Fields',
  forms: {
    value: '',
    otp: 'current one-time password',
    openssh: 'in OpenSSH form',
    file: 'file content',
  },
  types: {
    Text: 'text',
    masked: 'masked',
    Concealed: 'password',
    CreditCardType: 'card type',
    CreditCardNumber: 'card number',
    Phone: 'phone',
    Url: 'address',
    Totp: 'one-time password setup',
    Email: 'e-mail',
    Reference: 'linked item',
    SshKey: 'SSH key',
    Menu: 'choice',
    MonthYear: 'month',
    Address: 'postal address',
    Date: 'date',
    File: 'file',
    Notes: 'notes',
    SshPublicPart: 'public key',
  },
  otherType: 'other',
  foot: {
    stores: 'Stores',
    byIds: 'by its ids',
    nothing: 'Choose a field, or paste a reference.',
    noVariable: 'Choose a variable, or paste a reference.',
    keys: { move: 'move', open: 'open', back: 'back', use: 'use' },
    test: 'Test',
    use: 'Use this field',
    useVariable: 'Use this variable',
    useUnverified: 'Use it unverified',
    emptyWarning: 'This field is empty in the secret manager: workloads would get nothing.',
  },
  offers: {
    looking: 'Looking it up by its names',
    didYouMean: 'Did you mean',
    several: 'Several have these names. Choose one',
  },
  pasted: {
    begun: 'Keep typing: op://vault/item/field',
    begunEnvironment: 'Keep typing: op-environment://ID/NAME',
    noneBegun: 'No matches',
    shape: 'op://vault/item/field or op://vault/item/section/field',
    shapeEnvironment:
      'An Environment is named by its ID. In the 1Password app: Developer, View Environments, Manage environment, Copy environment ID.',
    refused: 'This reference cannot be right',
    ask: 'Look up',
    askByKey: 'or press Enter',
    checking: (manager: string) => `Asking ${manager}`,
    foundIn: (manager: string) => `Found in ${manager}`,
    notFoundIn: (manager: string) => `Not found in ${manager}`,
    failedIn: (manager: string) => `${manager} did not answer`,
    away: 'What you pasted is kept. It can be stored as written and is looked up when a workload asks for it.',
    none: 'There is no secret manager to look in.',
    searchFor: (title: string) => `Search for “${title}”`,
    section: 'Section',
  },
} as const;

/** What the picker says. */
export const pickerWords = inLanguages({ en: english, de: german });

/** What a level is called. */
export function levelWords(level: Level) {
  return pickerWords.levels[level];
}
