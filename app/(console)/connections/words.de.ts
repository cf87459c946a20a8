import { numberText } from '@/components/words/numbers';

const managerStates = {
  connected: 'ist angehalten',
  untested: 'ist angehalten',
  degraded: 'antwortet nur zum Teil',
  refused: 'lehnt sein Token ab',
  rate_limited: 'hat sein Anfragelimit erreicht',
  unreachable: 'ist nicht erreichbar',
};

/** The German of words.ts. */
export const german = {
  title: 'Verbindungen',
  all: 'Alle Verbindungen',
  description:
    'Womit sich Ihre Workloads verbinden. Jedes Feld wird hier eingegeben oder an ein Geheimnis gebunden, das in Ihrem Secret Manager bleibt.',
  add: 'Neue Verbindung',
  import: 'Importieren',
  list: {
    label: 'Verbindungen',
    search: 'Nach Name oder Kennung suchen',
    app: 'App',
    anyApp: 'Jede App',
    manager: 'Secret Manager',
    anyManager: 'Jeder Secret Manager',
    columns: {
      name: 'Name',
      key: 'Kennung',
      app: 'App',
      fields: 'Felder',
      scope: 'Nutzbar für',
      updated: 'Geändert',
    },
    bound: (count: number) => `${numberText(count)} gebunden`,
    ofEnvironment: (count: number) =>
      count === 1 ? '1 Variable eines Environments' : `${numberText(count)} Variablen eines Environments`,
    typed: (count: number) => `${numberText(count)} eingegeben`,
    missing: (count: number) => (count === 1 ? '1 fehlt' : `${numberText(count)} fehlen`),
    copyKey: (key: string) => `Kennung ${key} kopieren`,
    filters: 'Filtern und sortieren',
    filtersOn: (count: number) => `${numberText(count)} aktiv`,
    noFields: 'Keine Felder',
    managerIs: {
      connected: 'Secret Manager angehalten',
      untested: 'Secret Manager angehalten',
      degraded: 'Secret Manager eingeschränkt',
      refused: 'Token abgelehnt',
      rate_limited: 'Secret Manager am Limit',
      unreachable: 'Secret Manager nicht erreichbar',
    },
    managerNotice: {
      title: (name: string, status: keyof typeof managerStates) => `${name} ${managerStates[status]}`,
      bound: (count: number) =>
        count === 1
          ? '1 gebundene Referenz hängt davon ab.'
          : `${numberText(count)} gebundene Referenzen hängen davon ab.`,
      show: 'Verbindungen zeigen',
      open: 'Secret Manager öffnen',
    },
    unserved: {
      status: (count: number) => `${numberText(count)} nicht zwischengespeichert`,
      title:
        'Workloads bekommen einige Verbindungen nicht: Es ist nichts zwischengespeichert, das noch verwendet werden darf',
      show: 'Zeigen',
    },
    empty: {
      title: 'Noch keine Verbindung',
      texts: {
        first:
          'Eine Verbindung enthält, was ein Workload braucht, um eine App zu erreichen. Verbinden Sie zuerst einen Secret Manager; dann werden ihre Zugangsdaten mit dem Schlüsselsymbol gebunden, und Workloads fragen mit der Kennung nach ihr.',
        writer:
          'Eine Verbindung enthält, was ein Workload braucht, um eine App zu erreichen. Wählen Sie die App, binden Sie ihre Zugangsdaten mit dem Schlüsselsymbol an Geheimnisse, und Workloads fragen mit der Kennung nach ihr.',
        reader:
          'Ein Entwickler oder Admin legt die erste an. Dann steht sie hier mit den Geheimnissen, an die sie gebunden ist.',
      },
      connect: 'Secret Manager verbinden',
    },
    nothing: {
      title: 'Keine passenden Verbindungen',
      text: 'Suchen Sie einen anderen Namen oder eine andere Kennung, oder entfernen Sie die Filter.',
      clear: 'Alle zeigen',
    },
  },
  choose: {
    title: 'Neue Verbindung',
    description: 'Mit welcher App verbindet sie sich?',
    search: 'Apps suchen',
    nothing: 'Keine App dieses Namens. „Eigene“ nimmt beliebige Felder.',
    apps: 'Apps',
    noProject: {
      title: 'Sie gehören noch zu keinem Projekt',
      text: 'Eine Verbindung gehört zu einem Projekt. Bitten Sie einen Admin, Sie zu einem hinzuzufügen.',
    },
  },
  create: {
    title: (app: string) =>
      app === 'Custom' || app === 'Eigene' ? 'Neue eigene Verbindung' : `Neue Verbindung zu ${app}`,
    otherApp: 'Andere App',
  },
  view: {
    tabs: 'Teile dieser Verbindung',
    settings: 'Einstellungen',
    code: 'Im Code',
    history: 'Verlauf',
    more: 'Mehr',
    copyKey: 'Die Kennung kopieren',
    remove: 'Entfernen',
    reading: 'Sie können diese Verbindung ansehen und ihre Felder testen.',
    readingOthers:
      'Sie gehört zur ganzen Plattform oder zu Projekten, die nicht alle Ihre sind. Sie können sie ansehen, testen und benutzen. Ein Plattform-Admin oder jemand, der allen ihren Projekten angehört, ändert sie.',
    keyLabel: 'Kennung',
    missing: 'Fehlt',
    typedSecret: 'Gesetzt · nicht gezeigt',
    notSet: 'Nicht gesetzt',
    madeBy: 'Angelegt von',
    changed: 'Geändert',
  },
  remove: {
    title: (name: string) => `${name} entfernen?`,
    workloads: (key: string) => `Workloads, die nach „${key}“ fragen, erhalten ab sofort „nicht gefunden“.`,
    typed: (count: number) =>
      count === 1
        ? 'Der hier eingegebene Wert wird endgültig gelöscht.'
        : `Die ${numberText(count)} hier eingegebenen Werte werden endgültig gelöscht.`,
    bound: 'Geheimnisse im Secret Manager bleiben, wie sie sind.',
    confirm: 'Verbindung entfernen',
    done: (name: string) => `${name} ist entfernt`,
  },
  test: {
    run: 'Alle Felder testen',
    title: 'Test',
    running: 'Wird getestet',
    allFound: (count: number) =>
      count === 1 ? 'Das gebundene Feld ist gefunden' : `Alle ${count} gebundenen Felder sind gefunden`,
    someFound: (found: number, all: number) => `${found} von ${all} gebundenen Feldern sind gefunden`,
    close: 'Den Test schließen',
    explain: 'Aufgelöst auf demselben Weg wie bei einem Workload. Die Werte bleiben bei Latchkey.',
  },
  code: {
    title: 'Aus Code verwenden',
    intro:
      'Ein Workload fragt mit der Kennung nach dieser Verbindung und erhält alle Felder mit eingesetzten Werten. Geben Sie ihm einen API-Schlüssel in LATCHKEY_API_KEY.',
    apiKeys: 'API-Schlüssel erstellen',
    askAdmin: 'API-Schlüssel erstellt ein Admin, unter Plattformverwaltung, API-Schlüssel.',
    answer: 'Was zurückkommt',
    tabs: 'Sprachen',
    example: (name: string) => `Beispiel für ${name}`,
  },
  env: {
    title: 'Als .env',
    text: 'Die Referenzen für andere Programme oder für einen Import an anderer Stelle. Eingetippte Geheimnisse fehlen darin.',
    label: 'Diese Verbindung als .env',
    download: 'Herunterladen',
  },
};
