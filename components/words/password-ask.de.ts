/** The German of password-ask.ts. */
export const german = {
  title: 'Ihr Passwort, noch einmal',
  text: 'Das ist heikel und braucht ein Passwort, das in den letzten zehn Minuten eingegeben wurde. Danach geht es weiter.',
  password: 'Passwort',
  submit: 'Weiter',
};
