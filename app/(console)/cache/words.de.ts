import { countText, numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  title: 'Zwischenspeicher',
  description:
    'Zwischengespeicherte Geheimnisse: Alter, Status und Fehler. Werte bleiben versiegelt und werden nie gezeigt.',
  search: 'Referenzen suchen',
  label: 'Zwischengespeicherte Werte',
  filters: 'Status',
  anyState: 'Alle',
  managers: 'Secret Manager',
  anyManager: 'Jeder Secret Manager',
  live: 'Wird alle paar Sekunden erneuert',
  columns: {
    reference: 'Referenz',
    state: 'Status',
    age: 'Alter',
    connections: 'Verbindungen',
    manager: 'Secret Manager',
    next: 'Nächste Erneuerung',
    hits: 'Treffer',
    last_read: 'Zuletzt gelesen',
    changed: 'Geändert',
    actions: 'Aktionen',
  },
  states: { fresh: 'Frisch', stale: 'Veraltet', absent: 'Fehlend', expired: 'Abgelaufen' },
  filterStates: {
    fresh: 'Frisch',
    stale: 'Veraltet',
    absent: 'Fehlend',
    expired: 'Abgelaufen',
    failing: 'Gestört',
  },
  refreshing: 'Wird erneuert',
  next: { read: 'beim nächsten Lesen', paused: 'Der Secret Manager pausiert bis dahin' },
  figures: {
    label: 'Der Zwischenspeicher auf einen Blick',
    none: 'keine',
    percent: (share: number) => `${numberText(share)} %`,
    count: (count: number, isMore = false) => countText(count, isMore),
    ratio: 'Trefferquote, 24 h',
    reads: (count: number) => (count === 1 ? 'von 1 Lesevorgang' : `von ${numberText(count)} Lesevorgängen`),
    stale: 'Jetzt veraltet',
    of: (all: number, isMore: boolean) => (all === 1 ? 'von 1 Wert' : `von ${countText(all, isMore)} Werten`),
    failing: 'Jetzt gestört',
    failedReads: (count: number) =>
      count === 1 ? '1 fehlgeschlagener Lesevorgang in 24 h' : `${numberText(count)} fehlgeschlagen in 24 h`,
    requests: 'Upstream-Anfragen, 24 h',
  },
  filter: {
    button: 'Mehr Filter',
    label: 'Die Liste filtern',
    any: 'Alle',
    project: 'Projekt',
    connection: 'Verbindung',
    connectionHelp: 'Ihre Kennung, etwa stripe-live.',
    code: 'Letzte Antwort',
    age: 'Alter',
    ages: {
      '5min': 'Älter als 5 min',
      '1h': 'Älter als 1 h',
      '1d': 'Älter als 1 Tag',
      '7d': 'Älter als 7 Tage',
    },
    sort: 'Sortiert nach',
    sorts: {
      hits: 'Meiste Treffer',
      changed: 'Zuletzt geändert',
    },
    remove: (text: string) => `Filter entfernen: ${text}`,
  },
  many: {
    entries: (count: number, isMore: boolean) =>
      count === 1 ? '1 Wert' : `${countText(count, isMore)} Werte`,
    chosen: (count: number, isMore: boolean) => `${countText(count, isMore)} ausgewählt`,
    choose: (reference: string) => `${reference} auswählen`,
    chooseLoaded: 'Alle gezeigten auswählen',
    chooseAll: (count: number, isMore: boolean) => `Alle ${countText(count, isMore)} passenden auswählen`,
    leave: 'Keinen auswählen',
    export: 'Als CSV sichern',
    refresh: 'Ausgewählte erneuern',
    clear: 'Ausgewählte löschen',
    progress: 'Bisher erneuert',
    progressText: (done: number, of: number) => `${numberText(done)} von ${numberText(of)}`,
    clearTitle: (count: number) => (count === 1 ? '1 Wert löschen?' : `${numberText(count)} Werte löschen?`),
    clearConfirm: (count: number) => (count === 1 ? '1 Wert löschen' : `${numberText(count)} Werte löschen`),
    clearText: (count: number, requests: number) =>
      `${count === 1 ? '1 Referenz wird' : `${numberText(count)} Referenzen werden`} bei der nächsten Verwendung aus dem Secret Manager gelesen: etwa ${requests === 1 ? '1 Anfrage' : `${numberText(requests)} Anfragen`}.`,
    clearKept: (count: number) =>
      count === 1
        ? '1 ausgewählter Wert bleibt: Verbindungen anderer Projekte brauchen ihn.'
        : `${numberText(count)} ausgewählte Werte bleiben: Verbindungen anderer Projekte brauchen sie.`,
    refreshTitle: (count: number) =>
      count === 1 ? '1 Wert erneuern?' : `${numberText(count)} Werte erneuern?`,
    refreshConfirm: (count: number) =>
      count === 1 ? '1 Wert erneuern' : `${numberText(count)} Werte erneuern`,
    refreshText: (count: number, requests: number) =>
      `${count === 1 ? '1 Referenz wird' : `${numberText(count)} Referenzen werden`} jetzt aus dem Secret Manager gelesen: etwa ${requests === 1 ? '1 Anfrage' : `${numberText(requests)} Anfragen`}. Was gespeichert ist, bleibt, wo er nicht antwortet.`,
    connections: (count: number) =>
      count === 1 ? '1 Verbindung braucht sie.' : `${numberText(count)} Verbindungen brauchen sie.`,
    pausedClear: (manager: string, cause: string) =>
      `${manager} pausiert: ${cause}. Bis er antwortet, schlagen Workloads fehl, die diese Werte brauchen.`,
    pausedRefresh: (manager: string, cause: string) =>
      `${manager} pausiert: ${cause}. Er wird vielleicht nicht gefragt.`,
    refreshed: (count: number) => (count === 1 ? '1 Wert erneuert' : `${numberText(count)} Werte erneuert`),
    partly: (answered: number, asked: number) => `${numberText(answered)} von ${numberText(asked)} erneuert`,
    cause: (count: number, cause: string) => `${numberText(count)}: ${cause}`,
  },
  stateHelp: {
    fresh: 'Noch innerhalb der Zeit, in der er frisch ist.',
    stale:
      'Zu alt für frisch. Wird verwendet, während der Secret Manager erneut gefragt wird und solange er nicht erreichbar ist.',
    absent:
      'Der Secret Manager antwortete, dass es das nicht gibt oder nicht erlaubt ist. Diese Antwort bleibt eine Weile gespeichert.',
    expired: 'Zu alt, um verwendet zu werden. Das nächste Lesen fragt den Secret Manager.',
  },
  age: {
    bar: 'Alter gegen die Regeln',
    old: (age: string) => `${age} alt`,
    freshFor: (time: string) => `frisch für ${time}`,
    servedFor: (time: string) => `noch ${time} nutzbar`,
    askedAgainIn: (time: string) => `neu gefragt in ${time}`,
    askedNext: 'wird beim nächsten Lesen gefragt',
    notServed: 'wird nicht mehr verwendet',
  },
  noConnection: 'keine',
  moreConnections: (count: number) => `und ${numberText(count)} weitere`,
  byNames: 'nach Namen',
  neverRead: 'noch nicht',
  empty: {
    title: 'Noch ist nichts gespeichert',
    text: 'Wenn ein Workload eine Verbindung auflöst oder jemand ein Feld testet, bleibt die Antwort hier, versiegelt, so lange die Regeln des Secret Managers es sagen.',
    action: 'Zu den Verbindungen',
  },
  nothing: {
    title: 'Keine passenden Werte',
    text: 'Suchen Sie eine andere Referenz, oder entfernen Sie die Filter.',
    clear: 'Alle zeigen',
  },
  refresh: {
    label: (reference: string) => `Den Secret Manager erneut nach ${reference} fragen`,
    button: 'Erneuern',
    done: 'Der Secret Manager wurde erneut gefragt',
    failed: 'Der Secret Manager hatte keine neue Antwort',
  },
  open: (reference: string) => `${reference} ansehen`,
  detail: {
    names: 'Nach Namen',
    ids: 'Nach Ids',
    askedByNames: 'nicht bekannt: es wurde nach Namen gefragt',
    copyNames: 'Die Referenz nach Namen kopieren',
    copyIds: 'Die Referenz nach Ids kopieren',
    state: 'Status',
    fetched: 'Beantwortet',
    freshUntil: 'Frisch bis',
    askedAgain: 'Neu gefragt ab',
    servedUntil: 'Verwendet bis',
    nextRefresh: 'Nächste Erneuerung',
    changed: 'Wert geändert',
    unchanged: 'nicht, seit er gespeichert ist',
    error: 'Letzte Störung',
    noError: 'keine',
    failing: (names: readonly string[]) =>
      names.length === 1
        ? `Solange das so ist, lässt sich ${names.join()} nicht auflösen.`
        : `Solange das so ist, lassen sich diese nicht auflösen: ${names.join(', ')}.`,
  },
  clear: {
    button: 'Löschen',
    label: (reference: string) => `${reference} löschen`,
    title: 'Diesen Wert löschen?',
    text: (reference: string) =>
      `${reference} wird vergessen. Das nächste Lesen fragt den Secret Manager danach.`,
    away: 'Solange der Secret Manager nicht erreichbar ist, schlagen Workloads fehl, die diesen Wert brauchen: Es bleibt nichts, worauf sie zurückfallen könnten.',
    notYours:
      'Verbindungen anderer Projekte oder der ganzen Plattform verwenden ihn. Erneuern Sie ihn stattdessen, oder bitten Sie einen Plattform-Admin, ihn zu löschen.',
    noneYours:
      'Keinen davon können Sie löschen: Verbindungen anderer Projekte oder der ganzen Plattform verwenden sie. Erneuern Sie sie stattdessen, oder bitten Sie einen Plattform-Admin.',
    confirm: 'Wert löschen',
    done: 'Wert gelöscht',
    menu: 'Alles löschen von',
    allTitle: (manager: string) => `Alle Werte von ${manager} löschen?`,
    allText: (manager: string) =>
      `Alles, was von ${manager} gespeichert ist, wird vergessen. Das nächste Lesen jeder Referenz fragt den Secret Manager und zählt gegen dessen Limits.`,
    allConfirm: 'Alle löschen',
    allDone: (count: number) => (count === 1 ? '1 Wert gelöscht' : `${numberText(count)} Werte gelöscht`),
  },
};
