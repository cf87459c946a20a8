import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  title: 'Zustand',
  description: 'Ob Secret Manager antworten, und wie viel von den Anfragelimits von 1Password verbraucht ist.',
  figures: {
    label: 'Auf einen Blick',
    answering: 'Secret Manager, die antworten',
    ofAll: (answering: number, all: number) => `${numberText(answering)} von ${numberText(all)}`,
    troubled: (count: number) => `${numberText(count)} gestört`,
    noTrouble: 'Keiner gestört',
    requests: 'Anfragen',
    flowing: 'Laufen',
    paused: (count: number) => `Pausiert für ${numberText(count)}`,
    flowingText: 'Nirgends eine Pause',
    spent: 'Am stärksten genutztes Limit, 24 h',
    spentBy: (name: string) => `Das Konto von ${name}`,
  },
  facts: {
    since: 'Status seit',
    checked: 'Zuletzt geprüft',
    requests: 'Anfragen',
    nextTry: 'Nächster Versuch',
    limitReached: 'Limit erreicht',
    background: 'Vorab erneuern',
    running: 'Läuft',
    yielding: 'Wartet',
    vaults: 'Tresore',
    references: 'Gebundene Referenzen',
  },
  open: (name: string) => `${name} öffnen`,
  entries: 'Zwischengespeicherte Werte',
  entriesOf: (name: string) => `Zwischengespeicherte Werte von ${name}`,
  empty: {
    title: 'Kein Secret Manager zu beobachten',
    text: 'Sobald einer verbunden ist, zeigt diese Seite, ob er antwortet und was er verbraucht.',
    action: 'Einen verbinden',
  },
};
