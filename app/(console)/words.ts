import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  title: 'Begin here',
  description: 'Four steps from an empty Latchkey to a workload that gets its first secret.',
  list: 'Steps',
  progress: (done: number, all: number) => `${done} of ${all}`,
  done: 'Done',
  hide: 'Hide these steps',
  steps: {
    connect: {
      title: 'Connect 1Password',
      text: 'With a service account token, once. Everything else only names secrets.',
    },
    bind: {
      title: 'Make a connection',
      text: 'Choose an app, such as Stripe or PostgreSQL, and bind its fields to secrets with the key beside each.',
    },
    key: {
      title: 'Make an API key',
      text: 'A workload shows it to Latchkey. One for each, so that one can be revoked alone.',
    },
    resolve: {
      title: 'Resolve it from your code',
      text: 'A workload asks for the connection by its key and gets the values.',
    },
  },
  bind: {
    text: 'A connection holds what a workload needs to reach one app. Each of its fields can be bound: the key icon opens your vaults, and the value stays in 1Password.',
    action: 'New connection',
  },
  key: {
    text: 'A key with the role Workload resolves connections and can do nothing else. It is shown once.',
    action: 'Make an API key',
  },
  resolve: {
    text: (name: string) =>
      `Put your API key into LATCHKEY_API_KEY and ask for “${name}”. This page ticks itself when the first answer has gone out.`,
    code: 'Example',
    more: 'Other languages',
  },
} as const;

/** Words of the first page. */
export const words = inLanguages({ en: english, de: german });
