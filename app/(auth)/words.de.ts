/** The German of words.ts. */
export const german = {
  signIn: {
    title: 'Anmelden',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    submit: 'Anmelden',
    forgotten:
      'Noch kein Konto oder das Passwort vergessen? Fragen Sie einen Admin dieses Latchkey: Er kann Ihnen einen Link geben.',
  },
  newPassword: {
    title: 'Ein neues Passwort setzen',
    text: (email: string) => `Für ${email}. Wer mit dem alten angemeldet ist, wird überall abgemeldet.`,
    password: 'Neues Passwort',
    passwordHelp: 'Mindestens 12 Zeichen. Bewahren Sie es in Ihrem Passwortmanager auf.',
    submit: 'Passwort setzen und anmelden',
    wrongLink: {
      title: 'Dieser Link gilt nicht',
      text: 'Er wurde benutzt, durch einen neueren ersetzt, ist abgelaufen oder nicht vollständig. Bitten Sie einen Admin um einen neuen.',
      lockedOut:
        'Ein Admin, der selbst nicht mehr hineinkommt, kann dort einen erstellen, wo Latchkey läuft:',
      signIn: 'Zur Anmeldung',
    },
  },
  invitation: {
    title: (name: string) => `Willkommen, ${name}`,
    pageTitle: 'Einladung',
    text: (email: string) =>
      `Sie wurden zu Latchkey eingeladen. Wählen Sie ein Passwort, und melden Sie sich künftig damit und mit ${email} an.`,
    password: 'Ihr Passwort',
    passwordHelp: 'Mindestens 12 Zeichen. Bewahren Sie es in Ihrem Passwortmanager auf.',
    submit: 'Passwort setzen und anmelden',
    wrongLink: {
      title: 'Diese Einladung gilt nicht',
      text: 'Sie wurde benutzt, durch eine neuere ersetzt, ist älter als sieben Tage oder nicht vollständig. Bitten Sie einen Admin um eine neue.',
      signIn: 'Zur Anmeldung',
    },
  },
  setUp: {
    title: 'Den ersten Admin anlegen',
    text: 'Latchkey ist hier neu. Dieses Konto verbindet Secret Manager und fügt alle anderen hinzu.',
    name: 'Ihr Name',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    passwordHelp: 'Mindestens 12 Zeichen. Bewahren Sie es in Ihrem Passwortmanager auf.',
    submit: 'Admin anlegen und anmelden',
    noLink: {
      title: 'Die Einrichtung braucht ihren Link',
      text: 'Damit ein Fremder, der diese Seite zuerst findet, nichts davon hat, öffnet sich die Einrichtung nur mit einem Link, den Latchkey beim Start ausgegeben hat.',
      steps: [
        'Sehen Sie in die Ausgabe des Starts (das Terminal oder das Protokoll des Dienstes).',
        'Suchen Sie die Adresse unter „Nobody can sign in yet“ und öffnen Sie sie.',
        'Nicht mehr da? Starten Sie Latchkey neu: Es gibt einen neuen Link aus, und der vorige gilt nicht mehr.',
      ],
    },
    wrongLink: {
      title: 'Dieser Link gilt nicht',
      text: 'Er wurde benutzt, oder Latchkey wurde neu gestartet und hat einen neuen ausgegeben.',
    },
  },
} as const;
