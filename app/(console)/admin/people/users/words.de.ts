import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  title: 'Benutzer',
  description: 'Wer sich anmelden darf, und was jeder darf.',
  add: 'Benutzer einladen',
  search: 'Benutzer suchen',
  nothingFound: (search: string) => `Niemand hat „${search}“ in Name oder Adresse.`,
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
  roles: {
    admin: { label: 'Admin', help: 'Alles: Secret Manager, Schlüssel, Personen, alle Projekte.' },
    builder: {
      label: 'Entwickler',
      help: 'Legt Verbindungen der eigenen Projekte an und bindet Felder an Geheimnisse.',
    },
    support: {
      label: 'Support',
      help: 'Sieht, was zwischengespeichert ist und was fehlschlug, erneuert und löscht. Ändert sonst nichts.',
    },
  },
  states: { active: 'Aktiv', disabled: 'Gesperrt', invited: 'Eingeladen' },
  invitationEnds: 'Link endet',
  invitationEnded: 'Link ist abgelaufen',
  form: {
    addTitle: 'Benutzer einladen',
    addText:
      'Sie bekommen einen Link, den Sie selbst weitergeben; Latchkey versendet keine E-Mails. Die Person wählt damit ihr eigenes Passwort.',
    editTitle: 'Benutzer ändern',
    name: 'Name',
    email: 'E-Mail-Adresse',
    role: 'Rolle',
    projects: 'Projekte',
    projectsHelp: 'Was für Projekte gilt, sehen nur deren Mitglieder. Plattformweites sehen alle.',
    submit: 'Einladung erstellen',
    save: 'Speichern',
    saved: (name: string) => `${name} ist geändert`,
  },
  edit: 'Ändern',
  disable: {
    action: 'Sperren',
    title: (name: string) => `${name} sperren?`,
    text: 'Die Person wird überall sofort abgemeldet und kann sich nicht anmelden. Was sie angelegt hat, bleibt. Sie lässt sich wieder freigeben.',
    keys: (count: number) =>
      count === 1
        ? 'Sie hat einen API-Schlüssel erstellt, der noch gilt:'
        : `Sie hat ${numberText(count)} API-Schlüssel erstellt, die noch gelten:`,
    moreKeys: (count: number) => `und ${numberText(count)} weitere`,
    endKeys: 'Auch diese Schlüssel beenden',
    endKeysHelp:
      'Workloads, die sie benutzen, werden sofort abgewiesen. Sonst gelten die Schlüssel ohne diese Person weiter.',
    done: (name: string) => `${name} ist gesperrt`,
  },
  invitation: {
    action: 'Erneut einladen',
    title: 'Ein Einladungslink',
    text: (email: string) =>
      `Geben Sie ihn ${email} selbst und niemandem sonst: Latchkey versendet keine E-Mails. Er gilt einmal, sieben Tage lang; ein früherer gilt nicht mehr. Er wird nur dieses eine Mal gezeigt.`,
    label: 'Der Link',
    copy: 'Link kopieren',
    done: 'Ich habe ihn weitergegeben',
  },
  reset: {
    action: 'Link für ein neues Passwort',
    title: 'Ein Link für ein neues Passwort',
    text: (email: string) =>
      `Geben Sie ihn ${email} selbst und niemandem sonst: Latchkey versendet keine E-Mails. Er gilt einmal, einen Tag lang; ein früherer gilt nicht mehr. Mit dem neuen Passwort wird die Person überall abgemeldet.`,
    label: 'Der Link',
    copy: 'Link kopieren',
    done: 'Ich habe ihn weitergegeben',
  },
  enable: { action: 'Freigeben', done: (name: string) => `${name} kann sich wieder anmelden` },
  more: (name: string) => `Mehr zu ${name}`,
};
