import { numberText } from '@/components/words/numbers';
/** The German of words.ts. */
export const german = {
  title: 'Über',
  description: 'Was hier läuft. All das legt die Umgebung fest, wenn Latchkey startet.',
  program: {
    title: 'Programm',
    version: 'Version',
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
  },
  keys: {
    title: 'Hauptschlüssel',
    key: (id: string) => `Schlüssel ${id}`,
    current: 'Der aktuelle Schlüssel',
    left: (count: number) => `${numberText(count)} noch neu zu versiegeln`,
    leftText:
      'Lassen Sie ihn in LATCHKEY_MASTER_KEY_PREVIOUS, bis nichts mehr übrig ist; das geht von selbst weiter.',
    unused: 'Versiegelt nichts',
    unusedText:
      'Nehmen Sie ihn aus LATCHKEY_MASTER_KEY_PREVIOUS, sobald jeder Prozess mit dem aktuellen Schlüssel startet. Bewahren Sie ihn so lange auf wie Sicherungen von früher.',
    seals: (credentials: number, fields: number, versions: number, entries: number) =>
      `Zugangsdaten: ${numberText(credentials)}, Feldwerte: ${numberText(fields)}, Versionen von Verbindungen: ${numberText(versions)}, zwischengespeicherte Werte: ${numberText(entries)}.`,
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
    storage_full: 'Der Datenträger ist voll: es wird gelesen, Änderungen werden abgelehnt',
    storage_read_only: 'Nimmt keine Änderungen an: es wird gelesen, Änderungen werden abgelehnt',
    database_unavailable: 'Nicht erreichbar: Bekanntes wird gelesen, alles andere abgelehnt',
    stopping: 'Latchkey wird beendet.',
    names: { database: 'Datenbank', keyring: 'Schlüsselbund', onepassword: 'Bibliothek von 1Password' },
  },
  links: { title: 'Für Maschinen', openapi: 'API-Vertrag (OpenAPI)', metrics: 'Messwerte (Prometheus)' },
};
