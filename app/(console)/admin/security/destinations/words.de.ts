/** The German of words.ts. */
export const german = {
  title: 'Ziele',
  description:
    'Hosts, an die Verbindungstests Geheimnisse senden dürfen, wenn ein Entwickler sie gewählt hat. Jeder Eintrag ist genau ein Host und Port.',
  add: 'Ziel hinzufügen',
  search: 'Ziele suchen',
  empty: {
    title: 'Noch kein Ziel',
    text: 'Entwickler können nur Verbindungen zu den eigenen Hosts der Apps testen. Fügen Sie Host und Port hinzu, damit sie auch dort testen können.',
    reach:
      'Diese Liste öffnet kein Netz: Hosts in privaten Netzen müssen außerdem in LATCHKEY_EGRESS_HOSTS als erreichbar eingetragen sein.',
  },
  nothingFound: (search: string) => `Kein Ziel passt zu „${search}“.`,
  columns: {
    host: 'Host und Port',
    scope: 'Projekte',
    encryption: 'Verschlüsselung',
    added: 'Hinzugefügt',
    by: 'Hinzugefügt von',
    actions: 'Aktionen',
  },
  allProjects: 'Alle Projekte',
  unknownProject: 'Ein anderes Projekt',
  encryption: { required: 'TLS nötig', plain: 'Auch ohne TLS' },
  form: {
    title: 'Ziel hinzufügen',
    host: 'Host',
    hostHelp: 'Genau einer, etwa db.example.com oder 10.0.0.5. Kein Bereich und kein Platzhalter.',
    port: 'Port',
    portHelp: 'Für eine Basisadresse, die mit https:// beginnt und keinen Port nennt: 443.',
    project: 'Projekte',
    projectHelp:
      'Eine Verbindung mehrerer Projekte lässt sich hier testen, wenn jedes davon das Ziel hat, oder wenn es für alle Projekte gilt.',
    plain: 'Zugangsdaten ohne TLS erlauben',
    plainHelp:
      'Passwörter und Token kann dann jeder auf dem Weg mitlesen, auch bei Tests durch Admins. Lassen Sie es aus, außer der Server kann kein TLS.',
    submit: 'Hinzufügen',
  },
  added: (place: string) => `${place} ist hinzugefügt`,
  remove: {
    action: 'Entfernen',
    title: (place: string) => `${place} entfernen?`,
    text: 'Tests von Entwicklern senden dann nichts mehr dorthin. Workloads betrifft das nicht.',
    done: (place: string) => `${place} ist entfernt`,
  },
};
