/** The German of feeds.ts. */
export const german = {
  ended: 'Dem Änderungsfeed wird nicht mehr vertraut',
  endedText:
    'Es wurde eine Änderung gefunden, die er nicht gemeldet hatte. Werte folgen wieder den Speicherregeln. Klären Sie in 1Password, warum Ereignisse fehlen, und schalten Sie das Vertrauen dann wieder ein.',
  see: 'Änderungsfeed ansehen',
  seeOf: (name: string) => `Änderungsfeed von ${name} ansehen`,
};
