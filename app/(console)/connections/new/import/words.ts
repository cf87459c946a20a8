import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  title: 'Import a connection',
  description:
    'Paste a .env or references, or import an item from a secret manager. Nothing is saved before you have seen the form.',
  text: {
    title: 'What you have',
    help: 'Lines such as NAME=op://vault/item/field, with or without export and quotes, or references alone, one a line.',
    label: 'A .env, or references',
  },
  item: {
    take: 'Import an item from a secret manager',
    purpose: 'a new connection',
    help: 'All of its fields that hold something become fields of the connection.',
    reading: 'Reading the item',
    empty: 'No field of this item holds anything that can be bound.',
  },
  found: {
    title: 'What it becomes',
    help: 'You can change everything in the form that comes next.',
    nothing: 'What you paste is shown here, line by line.',
    fields: (count: number) => (count === 1 ? '1 field' : `${numberText(count)} fields`),
    unread: (count: number) =>
      count === 1 ? '1 line is not read' : `${numberText(count)} lines are not read`,
    list: 'Fields',
    line: (line: number) => `Line ${numberText(line)}`,
    named: 'named after its field',
    typed: 'a value, not a reference',
    empty: 'empty',
    more: (count: number) => `and ${numberText(count)} more`,
    through: (name: string) => `through ${name}`,
  },
  app: 'App',
  appHelp: 'Guessed from the names. Choose another one if it is wrong.',
  manager: 'Secret manager',
  managerHelp: 'References are looked for here.',
  noManager: {
    title: 'No secret manager to look in',
    text: 'References are left empty. An admin connects a secret manager under Platform Admin, Security.',
  },
  typed: {
    label: (count: number) =>
      count === 1
        ? 'Take the one value that is no reference'
        : `Take the ${numberText(count)} values that are no references`,
    help: 'Latchkey keeps such values encrypted. They do not come from a secret manager, and do not change with it.',
  },
  unread: {
    title: (count: number) =>
      count === 1 ? 'This line becomes no field' : `These ${numberText(count)} lines become no field`,
    keep: 'They stay in the text above: change them there, or go on without them.',
    why: {
      form: 'it is neither NAME=value nor a reference.',
      quote: 'a quote is not closed, or something stands after it.',
      name: 'a field name begins with a letter and has at most 64 letters, digits, _ . and -.',
      twice: 'another line above has the same name.',
      reference: 'a reference has the form op://vault/item/field, once in a line.',
      address: 'a secret does not go into an address. Give it a field of its own.',
      many: 'a connection takes at most 2,000 fields.',
    },
  },
  go: 'Continue',
  lookingUp: 'Looking up names',
  nothingYet: 'Paste at least one line that becomes a field.',
  cancel: 'Cancel',
  back: 'Back to the text',
} as const;

/** What the import of a connection says. */
export const importWords = inLanguages({ en: english, de: german });
