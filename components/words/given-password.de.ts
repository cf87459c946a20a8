/** The German of given-password.ts. */
export const german = {
  title: 'Wählen Sie ein eigenes Passwort',
  text: 'Ihr jetziges hat jemand anderes vergeben. Die Anmeldung damit endet',
  action: 'Zum Konto',
};
