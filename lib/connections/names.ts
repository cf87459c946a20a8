// Apart from the schemas: pages show these without loading those.

export const listStates = [
  'broken',
  'unserved',
  'manager_in_trouble',
  'refused',
  'disabled',
  'enabled',
] as const;
export const listSorts = ['name', 'updated', 'read', 'app'] as const;
export const testStepNames = ['resolve', 'reach', 'authenticate'] as const;
/** So many versions of a connection are kept; the oldest goes first. */
export const versionLimit = 100;
/** That a connection has at most. */
export const mostTags = 20;
/** That a connection has at most, far beyond any app; each reference among them may be a request of the provider. */
export const mostFields = 2_000;
/** What the name of a field is made of, and the one that has this form and would vanish without a word, as a key of an object. */
export const fieldNameForm = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/;
export const reservedFieldName = '__proto__';
