/** The German of words.ts. */
export const german = {
  title: 'Über',
  description: 'Was hier läuft. All das legt die Umgebung fest, wenn Latchkey startet.',
  program: {
    title: 'Programm',
    version: 'Fassung',
    node: 'Node.js',
    started: 'Gestartet',
    address: 'Adresse',
    log: 'Protokollstufe',
  },
  store: {
    title: 'Datenbank und Schlüssel',
    database: 'Datenbank',
    embedded: (folder: string) => `Eingebettet, in ${folder}`,
    server: (host: string) => `PostgreSQL-Server auf ${host}`,
    masterKey: 'Hauptschlüssel',
    masterKeyGiven: 'Aus LATCHKEY_MASTER_KEY',
    masterKeyFile: (folder: string) =>
      `Angelegt in ${folder}, master.key. Bewahren Sie eine Kopie auf: Ohne ihn öffnet sich nichts Versiegeltes.`,
    previous: 'Frühere Schlüssel',
  },
  providers: {
    title: '1Password',
    hosts: 'Anmeldeadressen',
    own: 'Die von 1Password selbst, über https',
    timeout: 'Frist einer Anfrage',
  },
  health: {
    title: 'Teile',
    up: 'Läuft',
    down: 'Ausgefallen',
    stopping: 'Latchkey wird beendet.',
    names: { database: 'Datenbank', keyring: 'Schlüsselbund', onepassword: 'Bibliothek von 1Password' },
  },
  links: { title: 'Für Maschinen', openapi: 'API-Vertrag (OpenAPI)', metrics: 'Messwerte (Prometheus)' },
};
