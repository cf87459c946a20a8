/** The German of words.ts. */
export const german = {
  title: 'Hier beginnen',
  description: 'Vier Schritte vom leeren Latchkey bis zum ersten Geheimnis, das ein Workload bekommt.',
  list: 'Schritte',
  progress: (done: number, all: number) => `${done} von ${all}`,
  done: 'Erledigt',
  hide: 'Diese Schritte ausblenden',
  steps: {
    connect: {
      title: 'Secret Manager verbinden',
      text: 'Einmal, mit seinem Token. Alles andere nennt Geheimnisse nur beim Namen.',
    },
    bind: {
      title: 'Eine Verbindung anlegen',
      text: 'Wählen Sie eine App, etwa Stripe oder PostgreSQL, und binden Sie deren Felder mit dem Schlüsselsymbol an Geheimnisse.',
    },
    key: {
      title: 'Einen API-Schlüssel erstellen',
      text: 'Ein Workload weist sich damit bei Latchkey aus. Je Workload einer, damit sich jeder für sich widerrufen lässt.',
    },
    resolve: {
      title: 'Aus Ihrem Code auflösen',
      text: 'Ein Workload fragt mit der Kennung nach der Verbindung und erhält die Werte.',
    },
  },
  bind: {
    text: 'Eine Verbindung enthält, was ein Workload braucht, um eine App zu erreichen. Jedes ihrer Felder lässt sich binden: Das Schlüsselsymbol öffnet Ihre Tresore, und der Wert bleibt im Secret Manager.',
    action: 'Neue Verbindung',
  },
  key: {
    text: 'Ein Schlüssel mit der Rolle Workload löst Verbindungen auf und kann sonst nichts. Er wird einmal gezeigt.',
    action: 'API-Schlüssel erstellen',
  },
  resolve: {
    text: (name: string) =>
      `Setzen Sie Ihren API-Schlüssel in LATCHKEY_API_KEY ein und fragen Sie nach „${name}“. Diese Seite hakt sich ab, sobald die erste Antwort hinausgegangen ist.`,
    code: 'Beispiel',
    more: 'Andere Sprachen',
  },
};
