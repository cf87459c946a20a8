import { inLanguages } from './languages';
import { german } from './who-may.de';

const english = {
  or: 'or',
  change: (roles: string) => `You cannot change this connection: ask somebody with the role ${roles}.`,
};

/** Who is to be asked for what one may not do oneself. */
export const whoMayWords = inLanguages({ en: english, de: german });
