import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  title: 'Projects',
  description: 'Projects separate teams: limit secret managers, connections and API keys to them.',
  add: 'Add a project',
  empty: {
    title: 'No project yet',
    text: 'Without projects everything is platform-wide: everybody sees all connections. Add one to keep a team’s things its own.',
  },
  emptyToOthers: {
    title: 'You are in no project',
    text: 'You see everything that is platform-wide. An admin adds projects and says who is in them.',
  },
  columns: { name: 'Name', members: 'Members', added: 'Added', actions: 'Actions' },
  members: (count: number) => (count === 1 ? '1 member' : `${numberText(count)} members`),
  form: {
    title: 'Add a project',
    name: 'Name',
    submit: 'Add the project',
    added: (name: string) => `${name} is added`,
  },
  remove: {
    action: 'Remove',
    label: (name: string) => `Remove ${name}`,
    title: (name: string) => `Remove ${name}?`,
    text: 'Its members stay. A project that still scopes a secret manager, a connection or an API key is not removed.',
    done: (name: string) => `${name} is removed`,
  },
} as const;

/** Words of the Projects page. */
export const words = inLanguages({ en: english, de: german });
