import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  title: 'Get started',
  description: 'Four steps to your first secret.',
  list: 'Steps',
  progress: (done: number, all: number) => `${done} of ${all}`,
  done: 'Done',
  hide: 'Hide these steps',
  steps: {
    connect: {
      title: 'Connect a secret manager',
      text: 'With its token, once. Everything else only names secrets.',
    },
    bind: {
      title: 'Create a connection',
      text: 'Choose an app, such as Stripe or PostgreSQL, and bind its fields to secrets with the key beside each.',
    },
    key: {
      title: 'Create an API key',
      text: 'Workloads authenticate with it. Create one for each, so that you can revoke one without affecting the others.',
    },
    resolve: {
      title: 'Resolve it from your code',
      text: 'A workload asks for the connection by its key and gets the values.',
    },
  },
  bind: {
    text: 'A connection holds what a workload needs to reach one app. Each of its fields can be bound: the key icon opens your vaults, and the value stays in the secret manager.',
    action: 'New connection',
  },
  key: {
    text: 'A key with the role Workload resolves connections and cannot do anything else. It is shown once.',
    action: 'Create an API key',
  },
  resolve: {
    text: (name: string) =>
      `Put your API key into LATCHKEY_API_KEY and ask for “${name}”. This step is ticked when the first answer has been sent.`,
    code: 'Example',
    more: 'Other languages',
  },
} as const;

/** Words of the first page. */
export const words = inLanguages({ en: english, de: german });
