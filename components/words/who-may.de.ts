/** The German of who-may.ts. */
export const german = {
  or: 'oder',
  change: (roles: string) =>
    `Sie können diese Verbindung nicht ändern: Bitten Sie jemanden mit der Rolle ${roles}.`,
};
