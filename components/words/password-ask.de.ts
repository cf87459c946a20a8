/** The German of password-ask.ts. */
export const german = {
  password: {
    title: 'Ihr Passwort, noch einmal',
    text: (_email: string) =>
      'Das ist heikel und braucht ein Passwort, das in den letzten zehn Minuten eingegeben wurde. Danach geht es weiter.',
    submit: 'Weiter',
  },
  'sign-in': {
    title: 'Noch einmal anmelden',
    text: (email: string) =>
      `Ihre Sitzung ist beendet. Geben Sie das Passwort von ${email} ein: Ihre Eingaben bleiben, und danach geht es weiter.`,
    submit: 'Anmelden',
  },
  label: 'Passwort',
};
