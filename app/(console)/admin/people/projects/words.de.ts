import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  title: 'Projekte',
  description:
    'Was Teams trennt: Ein Secret Manager, eine Verbindung oder ein API-Schlüssel kann nur für ausgewählte Projekte gelten.',
  add: 'Projekt hinzufügen',
  empty: {
    title: 'Noch kein Projekt',
    text: 'Ohne Projekte gilt alles plattformweit: Jeder sieht alle Verbindungen. Fügen Sie eines hinzu, damit einem Team seine Dinge allein gehören.',
  },
  emptyToOthers: {
    title: 'Sie sind in keinem Projekt',
    text: 'Sie sehen alles, was plattformweit gilt. Ein Admin fügt Projekte hinzu und bestimmt, wer dazugehört.',
  },
  columns: { name: 'Name', members: 'Mitglieder', added: 'Hinzugefügt', actions: 'Aktionen' },
  members: (count: number) => (count === 1 ? '1 Mitglied' : `${numberText(count)} Mitglieder`),
  form: {
    title: 'Projekt hinzufügen',
    name: 'Name',
    submit: 'Projekt hinzufügen',
    added: (name: string) => `${name} ist hinzugefügt`,
  },
  remove: {
    action: 'Entfernen',
    label: (name: string) => `${name} entfernen`,
    title: (name: string) => `${name} entfernen?`,
    text: 'Die Mitglieder bleiben. Ein Projekt, für das noch ein Secret Manager, eine Verbindung oder ein API-Schlüssel gilt, wird nicht entfernt.',
    done: (name: string) => `${name} ist entfernt`,
  },
};
