import { german } from './callers.de';
import { inLanguages } from './languages';

const english = { key: (name: string) => `key ${name}` };

/** What those who do something are called, where they are no person with an address. */
export const callerWords = inLanguages({ en: english, de: german });
