import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  test: 'Erneut testen',
  audit: 'Im Audit ansehen',
  replace: 'Token ersetzen',
  edit: 'Bearbeiten',
  remove: 'Entfernen',
  more: 'Mehr',
  state: {
    title: 'Stand',
    status: 'Status',
    since: 'Seit',
    tested: 'Getestet',
    meanwhile: (length: string) =>
      `Was gespeichert ist, wird solange als veraltet geliefert, noch ${length} über seine frische Zeit hinaus. Was nicht gespeichert ist, schlägt fehl.`,
    refusedMeanwhile: (length: string) =>
      `Für ein abgelehntes Token wird nichts weiter geliefert: Lesen schlägt fehl, sobald ein gespeicherter Wert älter als ${length} ist.`,
  },
  requests: {
    title: 'Upstream-Anfragen',
    state: 'Anfragen',
    nextTry: 'Nächster Versuch',
  },
  account: {
    title: 'Konto',
    provider: 'Anbieter',
    address: 'Meldet sich an bei',
    vaults: 'Tresore',
    environments: 'Environments',
    plan: 'Tarif',
    noPlan: 'Keiner: kein Anfragelimit',
    made: 'Verbunden',
    revision: 'Stand',
    id: 'Id, für die API',
    copyId: 'Die Id kopieren',
    copyServiceAccount: 'Den Namen kopieren',
    revisionHelp: 'Wächst mit jedem neuen Token und jeder Änderung der Speicherregeln.',
  },
  access: {
    title: 'Zugriff',
    editLabel: 'Bearbeiten: Zugriff',
    projects: 'Projekte, die ihn nutzen dürfen',
    none: 'Noch darf kein Projekt ihn nutzen',
    noneText:
      'Entwickler eines Projekts können seine Geheimnisse binden, und Workloads erhalten sie, sobald Sie sagen, welche. Plattformweite Verbindungen, die Admins anlegen, können ihn schon nutzen.',
    give: 'Zugriff geben',
    nobody: 'Niemand: Es ist kein Projekt ausgewählt.',
    chosenByAdmins: 'Admins wählen, welche seiner Geheimnisse jedes Projekt nutzen darf.',
    others: (count: number) => (count === 1 ? '1 anderes Projekt' : `${numberText(count)} andere Projekte`),
    bound: (count: number) => (count === 1 ? '1 gebundenes Feld' : `${numberText(count)} gebundene Felder`),
    more: (count: number) =>
      count === 1 ? 'und 1 weiteres Projekt' : `und ${numberText(count)} weitere Projekte`,
    refused: (count: number) =>
      count === 1
        ? '1 gebundenes Feld wird abgewiesen'
        : `${numberText(count)} gebundene Felder werden abgewiesen`,
    refusedText:
      'Die Projekte ihrer Verbindungen dürfen nicht nutzen, woran sie gebunden sind: Das Auflösen schlägt fehl. Erlauben Sie es hier, oder binden Sie sie an etwas anderes.',
    grant: 'Zugriff erlauben',
    grantFor: (field: string) => `Zugriff erlauben: ${field}`,
    showMore: (count: number) => `${numberText(count)} weitere`,
    beyond: (count: number) => `und ${numberText(count)}, die hier nicht stehen`,
  },
  policy: {
    title: 'Speicherregeln',
    fresh: 'Frisch für',
    freshHelp: 'Ein jüngerer Wert wird verwendet, ohne den Secret Manager zu fragen.',
    automatic: 'Automatisch',
    automaticHelp: (time: string) =>
      `So kurz, wie der Tarif es für das Gebundene erlaubt, mindestens 5 Min. Derzeit: ${time}`,
    automaticNow: (time: string) => `${time} (automatisch)`,
    ahead: 'Vorab erneuern bei',
    aheadHelp: 'Benutzte Werte werden erneuert, wenn dieser Teil ihrer frischen Zeit um ist.',
    stale: 'Veraltet bei Ausfall für',
    staleHelp:
      'Wie lange danach ein Wert noch verwendet werden darf, solange der Secret Manager nicht erreichbar ist. Antworten sagen es dazu. Nicht mit einem abgelehnten Token.',
    absent: 'Fehlend für',
    absentHelp: 'Wie lange „gibt es nicht“ und „nicht erlaubt“ zunächst gemerkt werden.',
    absentMax: 'Fehlend höchstens für',
    absentMaxHelp: 'Die Zeit verdoppelt sich, solange es fehlt, bis hierhin.',
    removed: 'Ein entferntes Objekt',
    notFollowed: 'wird nicht gefunden, bis es jemand repariert',
    followed: 'macht dem neuen gleichen Namens Platz',
    follow: 'Dem Namen eines entfernten Objekts folgen',
    followHelp:
      'Für Werkzeuge, die Objekte bei jeder Rotation neu anlegen: Das einzige Objekt dieses Namens im selben Tresor tritt an seine Stelle. Jedes Feld kann es für sich festlegen.',
    fallback: 'Ersatz',
    fallbackHelp:
      'Ein anderer Secret Manager mit denselben Geheimnissen. Er wird gelesen, solange dieser nicht erreichbar ist und nichts Gespeichertes verwendet werden darf. Nicht nach einem abgelehnten Token.',
    noFallback: 'Keiner',
    otherFallback: 'Ein anderer Secret Manager',
    percent: (ratio: number) => `${Math.round(ratio * 100)} %`,
    sheet: 'Speicherregeln',
    sheetText: 'Für alle Referenzen dieses Secret Managers. Sie gelten ab dem nächsten Lesen.',
    durationHelp: 'Zeiten schreibt man etwa 5 Min., 1 Std. 30 Min. oder 1 Tag.',
    notDuration: 'Schreiben Sie eine Dauer, etwa 5 Min., 1 Std. 30 Min. oder 1 Tag.',
    notPercent: 'Schreiben Sie eine Zahl von 10 bis 100.',
    save: 'Speichern',
    saved: 'Speicherregeln gesichert',
    defaults: 'Voreinstellung',
    none: 'gar nicht',
  },
  rename: {
    sheet: 'Bearbeiten',
    name: 'Name',
    save: 'Speichern',
    saved: 'Gespeichert',
    narrower:
      'Daran gebundene Verbindungen außerhalb dieser Projekte schlagen fehl, bis sie neu gebunden sind.',
  },
  token: {
    sheet: 'Token ersetzen',
    text: 'Das neue Token wird zuerst getestet. Nichts ändert sich, solange es nicht funktioniert.',
    label: 'Neues Token des Dienstkontos',
    connectLabel: 'Neues Zugriffstoken',
    test: 'Testen',
    submit: 'Ersetzen',
    changes: 'Was sich ändert',
    changed: {
      account: (from: string, to: string) => `Dienstkonto: Aus ${from} wird ${to}.`,
      sameAccount: (name: string) => `Das Dienstkonto bleibt ${name}.`,
      address: (from: string, to: string) =>
        `Ein anderes Konto: Referenzen, die nach Ids in ${from} gebunden sind, werden in ${to} nicht gefunden.`,
      vaults: (before: number, after: number) =>
        before === after
          ? `Sieht ${after} Tresore, wie bisher.`
          : `Sieht ${after} Tresore; das alte Token sah ${before}.`,
      cache:
        'Alle zwischengespeicherten Werte dieses Secret Managers entfallen und werden bei Bedarf neu gelesen.',
      references: (count: number) =>
        count === 1
          ? '1 gebundene Referenz bleibt, wo sie ist.'
          : `${numberText(count)} gebundene Referenzen bleiben, wo sie sind.`,
    },
    done: 'Token ersetzt',
  },
  tested: (name: string) => `${name} funktioniert`,
  scan: {
    title: 'Referenzen',
    found: 'Befund',
    last: 'Letzte Durchsicht',
    next: 'Geplant',
    cost: 'Eine Durchsicht braucht',
    never: 'Noch nie',
    unknown: 'Noch nicht angesehen',
    allWell: 'Alle dort, wo sie gebunden sind',
    running: 'Wird durchgesehen',
    none: 'Noch ist nichts gebunden',
    took: (requests: number, fields: number) =>
      `${requests === 1 ? '1 Anfrage' : `${numberText(requests)} Anfragen`} für ${fields === 1 ? '1 Referenz' : `${numberText(fields)} Referenzen`}`,
    ended: (cause: string) =>
      `Etwas blieb aus: ${cause}. Was nicht angesehen werden konnte, bleibt beim letzten Befund.`,
    schedule: 'Von selbst durchsehen',
    schedules: { off: 'Aus', daily: 'Täglich', weekly: 'Wöchentlich' },
    saved: (schedule: string) => `Durchsicht von selbst: ${schedule.toLowerCase()}`,
  },
  usedBy: {
    title: 'Genutzt von',
    text: 'Tresor oder Environment, Objekt, Verbindungen. Sehen Sie hier nach, bevor Sie im Secret Manager etwas ändern oder löschen.',
    empty: 'Noch ist keine Verbindung daran gebunden',
    emptyText:
      'Legen Sie eine Verbindung an, und wählen Sie den Schlüssel neben einem Feld, um es an ein Geheimnis daraus zu binden.',
    make: 'Neue Verbindung',
    vaults: 'Genutzte Tresore und Environments',
    items: 'Genutzte Objekte',
    connections: 'Verbindungen',
    environment: 'Environment',
    itemCount: (count: number) => (count === 1 ? '1 Objekt' : `${numberText(count)} Objekte`),
    connectionCount: (count: number) => (count === 1 ? '1 Verbindung' : `${numberText(count)} Verbindungen`),
  },
  removal: {
    title: (name: string) => `${name} entfernen?`,
    plain: 'Token und zwischengespeicherte Werte werden gelöscht. Keine Verbindung nutzt ihn.',
    breaks: (count: number) =>
      count === 1
        ? 'Eine Verbindung nutzt ihn und würde ab sofort fehlschlagen:'
        : `${numberText(count)} Verbindungen nutzen ihn und würden ab sofort fehlschlagen:`,
    breaksMore: (count: number) =>
      `Mehr als ${numberText(count)} Verbindungen nutzen ihn und würden ab sofort fehlschlagen, darunter:`,
    andMore: (count: number) => `und ${numberText(count)} weitere`,
    repoint:
      'Binden Sie deren Felder zuerst an einen anderen Secret Manager. Um ihn trotzdem zu entfernen, geben Sie seinen Namen ein.',
    confirm: 'Entfernen',
    done: (name: string) => `${name} ist entfernt`,
  },
};
