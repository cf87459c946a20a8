import type { Role } from '@/lib/kernel/permissions';

const roles: Record<Role, string> = {
  admin: 'Admin',
  builder: 'Entwickler',
  support: 'Support',
  workload: 'Workload',
};

/** The German of shell.ts. */
export const german = {
  product: 'Latchkey',
  skip: 'Zum Inhalt springen',
  navigation: 'Hauptmenü',
  collapse: 'Menü einklappen',
  expand: 'Menü ausklappen',
  menu: 'Menü',
  more: 'Mehr',
  search: 'Suchen',
  account: 'Konto',
  signOut: 'Abmelden',
  theme: { label: 'Darstellung', system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  language: { label: 'Sprache', en: 'English', de: 'Deutsch' },
  roles,
  stepsDone: (done: number, all: number) => `${done} von ${all} erledigt`,
  pages: {
    begin: 'Hier beginnen',
    connections: 'Verbindungen',
    cache: 'Speicher',
    health: 'Zustand',
    admin: 'Plattformverwaltung',
    security: 'Sicherheit',
    managers: 'Secret Manager',
    apiKeys: 'API-Schlüssel',
    audit: 'Prüfprotokoll',
    people: 'Personen',
    users: 'Benutzer',
    projects: 'Projekte',
    setUp: 'Einrichtung',
    about: 'Über',
  },
  palette: {
    title: 'Gehe zu',
    placeholder: 'Seite, Verbindung, Secret Manager …',
    nothing: 'Nichts heißt so.',
    pages: 'Seiten',
    connections: 'Verbindungen',
    managers: 'Secret Manager',
    actions: 'Aktionen',
    toTheme: (theme: string) => `Darstellung: ${theme}`,
    toLanguage: (name: string) => `Sprache: ${name}`,
  },
  notFound: {
    title: 'Nicht gefunden',
    text: 'Unter dieser Adresse gibt es nichts, was Sie sehen dürfen. Vielleicht wurde es entfernt, oder die Adresse stimmt nicht.',
    home: 'Zum Anfang',
  },
  broken: {
    title: 'Diese Seite ist gescheitert',
    text: 'In Latchkey trat ein eigener Fehler auf, während diese Seite entstand. Nichts wurde geändert. Versuchen Sie es noch einmal; wenn es bleibt, hat das Protokoll die Einzelheiten.',
    retry: 'Noch einmal versuchen',
    reference: (digest: string) => `Nummer im Protokoll: ${digest}`,
  },
};
