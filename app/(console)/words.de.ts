/** The German of words.ts. */
export const german = {
  title: 'Hier beginnen',
  description: 'Drei Schritte, und kein anderes Werkzeug als dieses hält Zugangsdaten.',
  steps: [
    {
      title: '1Password verbinden',
      text: 'Einmal, mit dem Token eines Dienstkontos. Alles andere nennt Geheimnisse nur beim Namen.',
    },
    {
      title: 'Eine Verbindung anlegen',
      text: 'Wählen Sie eine App, etwa Stripe oder PostgreSQL, und binden Sie deren Felder mit dem Schlüsselsymbol an Geheimnisse.',
    },
    {
      title: 'Aus Ihrem Code auflösen',
      text: 'Erstellen Sie einen API-Schlüssel. Ein Workload fragt mit der Kennung nach der Verbindung und erhält die Werte.',
    },
  ],
} as const;
