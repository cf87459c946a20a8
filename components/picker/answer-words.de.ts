/** The German of answer-words.ts. */
export const german = {
  found: 'Gefunden',
  sources: {
    memory: 'aus dem Zwischenspeicher',
    table: 'aus dem Zwischenspeicher',
    literal: 'hier eingegeben',
  },
  lookedUp: 'gerade eben im Secret Manager nachgesehen',
  seen: (age: string) => `vor ${age} im Secret Manager gesehen`,
  fresh: (source: string) => `${source}, gerade eben`,
  aged: (source: string, age: string) => `${source}, ${age} alt`,
  changed: 'Objekt geändert',
  stale: 'Der Secret Manager ist nicht erreichbar: Das ist der letzte bekannte Stand',
  testing: 'Wird getestet',
};
