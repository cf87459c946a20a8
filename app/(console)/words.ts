import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  title: 'Begin here',
  description: 'Three steps, and no tool but this one holds a credential.',
  steps: [
    {
      title: 'Connect 1Password',
      text: 'With a service account token, once. Everything else only names secrets.',
    },
    {
      title: 'Make a connection',
      text: 'Choose an app, such as Stripe or PostgreSQL, and bind its fields to secrets with the key beside each.',
    },
    {
      title: 'Resolve it from your code',
      text: 'Make an API key. A workload asks for the connection by its key and gets the values.',
    },
  ],
} as const;

/** Words of the first page. */
export const words = inLanguages({ en: english, de: german });
