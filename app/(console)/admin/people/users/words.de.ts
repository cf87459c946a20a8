import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  title: 'Benutzer',
  description: 'Wer sich anmelden darf, und was jede Person darf.',
  add: 'Benutzer einladen',
  search: 'Benutzer suchen',
  nothingFound: (search: string) => `Kein Benutzer passt zu „${search}“.`,
  columns: {
    name: 'Name',
    email: 'E-Mail',
    role: 'Rolle',
    projects: 'Projekte',
    state: 'Status',
    lastSignIn: 'Letzte Anmeldung',
    actions: 'Aktionen',
  },
  you: 'Sie',
  allProjects: 'Alle Projekte',
  noProjects: 'Kein Projekt',
  states: { active: 'Aktiv', disabled: 'Gesperrt', invited: 'Eingeladen' },
  invitationEnds: 'Link läuft ab',
  invitationEnded: 'Link ist abgelaufen',
  form: {
    addTitle: 'Benutzer einladen',
    addText:
      'Sie bekommen einen Link, den Sie der Person senden; Latchkey versendet keine E-Mails. Die Person wählt damit ihr eigenes Passwort.',
    editTitle: 'Benutzer bearbeiten',
    name: 'Name',
    email: 'E-Mail-Adresse',
    role: 'Rolle',
    projects: 'Projekte',
    projectsHelp: 'Was für Projekte gilt, sehen nur deren Mitglieder. Plattformweites sehen alle.',
    submit: 'Einladung erstellen',
    save: 'Speichern',
    saved: (name: string) => `${name} ist gespeichert`,
  },
  edit: 'Bearbeiten',
  disable: {
    action: 'Sperren',
    title: (name: string) => `${name} sperren?`,
    text: 'Die Person wird überall sofort abgemeldet und kann sich nicht anmelden. Was sie angelegt hat, bleibt. Sie lässt sich wieder freigeben.',
    keys: (count: number) =>
      count === 1
        ? 'Diese Person hat einen API-Schlüssel erstellt, der noch gilt:'
        : `Diese Person hat ${numberText(count)} API-Schlüssel erstellt, die noch gelten:`,
    keysOrMore: (count: number) =>
      `Diese Person hat mehr als ${numberText(count)} API-Schlüssel erstellt, die noch gelten:`,
    moreKeys: (count: number) => `und ${numberText(count)} weitere`,
    looking: 'API-Schlüssel dieser Person werden gesucht',
    unknownKeys:
      'Die API-Schlüssel, die diese Person erstellt hat, lassen sich jetzt nicht auflisten. Sehen Sie danach unter API-Schlüssel nach.',
    choice: 'Diese API-Schlüssel',
    choices: {
      end: {
        label: 'Widerrufen',
        help: 'Workloads, die sie benutzen, werden ab der nächsten Anfrage abgewiesen.',
      },
      keep: {
        label: 'Behalten',
        help: 'Sie gelten weiter, auch für diese Person, wenn sie einen kennt. Unter API-Schlüssel lässt sich jeder widerrufen oder ersetzen.',
      },
    },
    choose: 'Wählen Sie zuerst, was mit den API-Schlüsseln geschieht.',
    revoked: (count: number) =>
      count === 1 ? '1 API-Schlüssel ist widerrufen' : `${numberText(count)} API-Schlüssel sind widerrufen`,
    done: (name: string) => `${name} ist gesperrt`,
  },
  endKeys: {
    action: 'API-Schlüssel widerrufen',
    title: (name: string) => `Die API-Schlüssel von ${name} widerrufen?`,
    none: 'Diese Person hat keinen API-Schlüssel erstellt, der noch gilt.',
    text: 'Workloads, die sie benutzen, werden ab der nächsten Anfrage abgewiesen. Das lässt sich nicht rückgängig machen.',
    confirm: 'Widerrufen',
  },
  invitation: {
    action: 'Erneut einladen',
    title: 'Einladungslink',
    text: (email: string) =>
      `Senden Sie ihn selbst an ${email} und an niemanden sonst: Latchkey versendet keine E-Mails. Er gilt einmal, sieben Tage lang; ein früherer Link gilt nicht mehr. Er wird nur jetzt gezeigt.`,
    label: 'Einmal-Link',
    copy: 'Link kopieren',
    done: 'Ich habe ihn kopiert',
  },
  reset: {
    action: 'Passwort zurücksetzen',
    title: 'Link zum Zurücksetzen des Passworts',
    text: (email: string) =>
      `Senden Sie ihn selbst an ${email} und an niemanden sonst: Latchkey versendet keine E-Mails. Er gilt einmal, einen Tag lang; ein früherer Link gilt nicht mehr. Mit dem neuen Passwort wird die Person überall abgemeldet.`,
    label: 'Einmal-Link',
    copy: 'Link kopieren',
    done: 'Ich habe ihn kopiert',
  },
  enable: { action: 'Freigeben', done: (name: string) => `${name} kann sich wieder anmelden` },
  more: (name: string) => `Mehr zu ${name}`,
};
