/** The German of what lib/kernel/apps.ts says of its templates; names of products stay as they are. */
export const germanApps: Readonly<Record<string, string>> = {
  Custom: 'Eigene',
  'Fields of your own': 'Beliebige Felder',
  Payments: 'Zahlungen',
  'Secret key': 'Geheimer Schlüssel',
  'Begins with sk_live_ or sk_test_, or rk_ for a restricted key.':
    'Beginnt mit sk_live_ oder sk_test_, oder mit rk_ bei einem eingeschränkten Schlüssel.',
  'Webhook signing secret': 'Signaturgeheimnis für Webhooks',
  'Begins with whsec_.': 'Beginnt mit whsec_.',
  'Language models': 'Sprachmodelle',
  'API key': 'API-Schlüssel',
  'A project key, begins with sk-.': 'Ein Projektschlüssel, beginnt mit sk-.',
  Organization: 'Organisation',
  'Code and issues': 'Code und Tickets',
  'Access token': 'Zugriffstoken',
  'A fine-grained token with the least it needs.': 'Ein fein abgestuftes Token mit nur den nötigen Rechten.',
  'API address': 'API-Adresse',
  Messages: 'Nachrichten',
  'Bot token': 'Bot-Token',
  'Begins with xoxb-.': 'Beginnt mit xoxb-.',
  'Signing secret': 'Signaturgeheimnis',
  Database: 'Datenbank',
  Username: 'Benutzername',
  Password: 'Passwort',
  'Outgoing mail': 'Ausgehende Post',
  'From address': 'Absenderadresse',
  'Cache and queues': 'Zwischenspeicher und Warteschlangen',
  'Any API with a bearer token': 'Beliebige API mit Bearer-Token',
  'Base address': 'Basisadresse',
  'Any API with name and password': 'Beliebige API mit Name und Passwort',
  'AWS keys': 'AWS-Schlüssel',
  'Access key ID': 'Zugriffsschlüssel-ID',
  'Begins with AKIA.': 'Beginnt mit AKIA.',
  'Secret access key': 'Geheimer Zugriffsschlüssel',
  'Server access by key': 'Serverzugriff mit Schlüssel',
  'Private key': 'Privater Schlüssel',
  'Bind an SSH key item in OpenSSH form with ?ssh-format=openssh.':
    'Binden Sie ein SSH-Schlüssel-Objekt im OpenSSH-Format mit ?ssh-format=openssh.',
  'Only for keys of more than one organization.': 'Nur für Schlüssel mehrerer Organisationen.',
  'Only for an Enterprise server, such as https://git.example.com/api/v3.':
    'Nur für einen Enterprise-Server, etwa https://git.example.com/api/v3.',
  '587 begins plain and turns to TLS; 465 is TLS from the start.':
    '587 beginnt offen und wechselt zu TLS; 465 ist von Anfang an TLS.',
  'on where the server speaks TLS; a test sends the password only then.':
    'on, wenn der Server TLS spricht; nur dann sendet ein Test das Passwort.',
  'Where the API lives. A test of the connection calls a path below it.':
    'Wo die API liegt. Ein Test der Verbindung ruft einen Pfad darunter auf.',
};
