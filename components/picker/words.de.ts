import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  openFor: (label: string) => (label ? `Geheimnis für ${label} auswählen` : 'Geheimnis auswählen'),
  change: 'Anderes Geheimnis auswählen',
  title: (field: string) => `Ein Geheimnis für ${field}`,
  searchIn: {
    vault: 'Objekte und Felder suchen oder eine Referenz op://… schreiben',
    item: 'Objekte und Felder suchen oder eine Referenz op://… schreiben',
    field: 'Felder suchen oder eine Referenz op://… einfügen',
    environment: 'Environments suchen oder die ID eines Environments einfügen',
    variable: 'Variablen suchen oder eine Referenz op-environment://… einfügen',
  },
  byId: {
    open: 'Environment öffnen mit der ID',
    notListed: 'Nicht in der Liste?',
    where:
      'Fügen Sie seine ID in das Suchfeld ein. In der App von 1Password: Developer, View Environments, Manage environment, Copy environment ID.',
    noneListed: 'Kein Environment aufgelistet',
  },
  unbindable: {
    nameless: 'ohne Namen',
    short: 'nicht verwendbar',
    title: 'Lässt sich nicht verwenden',
    times: (count: number) => `mehrdeutig: ${numberText(count)} mit diesem Namen`,
    whyNameless:
      'Diese Variable hat keinen Namen: Nichts kann auf sie verweisen. Geben Sie ihr im Secret Manager einen.',
    whyTimes: (name: string, count: number) =>
      `${numberText(count)} Variablen heißen ${name}: Es ist mehrdeutig, welche gemeint ist. Benennen Sie im Secret Manager alle bis auf eine um.`,
    whyOther: 'Keine Referenz kann dieses Feld nennen, also lässt es sich nicht verwenden.',
  },
  places: 'Secret Manager und Tresore',
  filterPlaces: 'Secret Manager filtern',
  completions: 'Womit die Referenz weitergehen kann',
  readMore: {
    fields: (items: number) =>
      items === 1
        ? 'Auch die Felder von 1 Objekt durchsuchen'
        : `Auch die Felder von ${numberText(items)} Objekten durchsuchen`,
    managers: (count: number) =>
      count === 1
        ? 'In 1 Secret Manager weitersuchen'
        : `In ${numberText(count)} Secret Managern weitersuchen`,
    asks: 'sendet Anfragen',
  },
  levels: {
    vault: { one: 'Tresor', many: 'Tresore', all: 'Alle Tresore', named: (title: string) => title },
    item: { one: 'Objekt', many: 'Objekte', all: 'Alle Objekte', named: (title: string) => title },
    field: { one: 'Feld', many: 'Felder', all: 'Alle Felder', named: (title: string) => title },
    environment: {
      one: 'Environment',
      many: 'Environments',
      all: 'Environments',
      named: (title: string) => `Environment ${title}`,
    },
    variable: { one: 'Variable', many: 'Variablen', all: 'Variablen', named: (title: string) => title },
  },
  where: 'Wo Sie sind',
  vaultCount: (count: number) => (count === 1 ? '1 Tresor' : `${numberText(count)} Tresore`),
  itemCount: (count: number) => (count === 1 ? '1 Objekt' : `${numberText(count)} Objekte`),
  reading: (count: number) => `Lese ${numberText(count)} Objekte …`,
  countSoFar: (count: number) => `bisher ${numberText(count)} Objekte`,
  foundCount: (found: number, all: number) => `${numberText(found)} von ${numberText(all)} Objekten`,
  found: (count: number) => `${numberText(count)} gefunden`,
  back: 'Zurück',
  again: 'Secret Manager erneut fragen',
  retry: 'Noch einmal versuchen',
  openManager: (name: string) => `${name} öffnen`,
  loading: 'Wird geladen',
  close: 'Schließen',
  notServing: 'Nicht für die Projekte dieser Verbindung',
  noManager: {
    title: 'Noch kein Secret Manager',
    admin:
      'Verbinden Sie einen Secret Manager einmal mit seinem Token; dann lassen sich hier seine Tresore auswählen.',
    others:
      'Bitten Sie einen Admin, unter Plattformverwaltung, Sicherheit einen Secret Manager zu verbinden. Dann lassen sich hier seine Tresore auswählen.',
    connect: 'Secret Manager verbinden',
  },
  noneServing: {
    title: 'Kein Secret Manager für diese Projekte',
    text: 'Wählen Sie zuerst die Projekte dieser Verbindung. Sind sie gewählt, gibt ein Admin ihnen auf der Seite eines Secret Managers Zugriff.',
  },
  emptyVaults: {
    title: 'Kein Tresor zur Auswahl',
    text: 'Das Token sieht keinen Tresor. Ein Admin erstellt eines, das einen Tresor lesen darf, und trägt es mit „Token ersetzen“ ein.',
    granted:
      'Ihre Projekte dürfen noch keines seiner Geheimnisse nutzen. Ein Admin erlaubt sie auf der Seite des Secret Managers, unter „Zugriff“.',
  },
  chooseVault: {
    title: 'Tresor auswählen',
    text: (count: number) =>
      `${numberText(count)} Tresore stehen zur Auswahl. Öffnen Sie einen, um seine Objekte zu sehen.`,
  },
  emptyItems: {
    title: 'Kein Objekt hier',
    text: 'Dieser Tresor hat kein Objekt, das das Token lesen darf.',
  },
  nothing: {
    title: 'Nichts heißt so',
    items: 'Suchen Sie nach einem anderen Wort, oder fügen Sie eine Referenz ein.',
    fields: 'Kein Feld dieses Objekts heißt so.',
    variables: 'Keine Variable dieses Environments heißt so.',
  },
  noFields: {
    title: 'Kein Feld in diesem Objekt',
    text: 'Fügen Sie im Secret Manager eines hinzu und fragen Sie dann erneut.',
  },
  noVariables: {
    title: 'Keine Variable in diesem Environment',
    text: 'Fügen Sie im Secret Manager eine hinzu und fragen Sie dann erneut.',
  },
  created: (date: string) => `angelegt ${date}`,
  empty: 'leer',
  plainFields: 'Felder',
  forms: {
    value: '',
    otp: 'aktuelles Einmalpasswort',
    openssh: 'im OpenSSH-Format',
    file: 'Inhalt der Datei',
  },
  types: {
    Text: 'Text',
    masked: 'verborgen',
    Concealed: 'Passwort',
    CreditCardType: 'Kartenart',
    CreditCardNumber: 'Kartennummer',
    Phone: 'Telefon',
    Url: 'Adresse',
    Totp: 'Einrichtung des Einmalpassworts',
    Email: 'E-Mail',
    Reference: 'verknüpftes Objekt',
    SshKey: 'SSH-Schlüssel',
    Menu: 'Auswahl',
    MonthYear: 'Monat',
    Address: 'Postanschrift',
    Date: 'Datum',
    File: 'Datei',
    Notes: 'Notizen',
    SshPublicPart: 'öffentlicher Schlüssel',
  },
  otherType: 'anderes',
  foot: {
    stores: 'Speichert',
    byIds: 'nach Ids',
    noVariable: 'Wählen Sie eine Variable, oder fügen Sie eine Referenz ein.',
    nothing: 'Wählen Sie ein Feld, oder fügen Sie eine Referenz ein.',
    keys: { move: 'bewegen', open: 'öffnen', back: 'zurück', use: 'verwenden' },
    test: 'Testen',
    use: 'Dieses Feld verwenden',
    useVariable: 'Diese Variable verwenden',
    useUnverified: 'Ungeprüft verwenden',
    emptyWarning: 'Dieses Feld ist im Secret Manager leer: Workloads bekämen nichts.',
  },
  offers: {
    looking: 'Wird nach den Namen gesucht',
    didYouMean: 'Meinten Sie',
    several: 'Mehrere haben diese Namen. Wählen Sie eines',
  },
  pasted: {
    begunEnvironment: 'Weiter: op-environment://ID/NAME',
    begun: 'Weiter: Eine Referenz hat drei oder vier Teile.',
    noneBegun: 'Keine Treffer',
    shapeEnvironment:
      'Ein Environment wird mit seiner ID genannt. In der App von 1Password: Developer, View Environments, Manage environment, Copy environment ID.',
    shape: 'op://Tresor/Objekt/Feld oder op://Tresor/Objekt/Abschnitt/Feld',
    refused: 'Diese Referenz kann nicht stimmen',
    ask: 'Nachschlagen',
    askByKey: 'oder Eingabetaste drücken',
    checking: (manager: string) => `${manager} wird gefragt`,
    foundIn: (manager: string) => `Gefunden in ${manager}`,
    notFoundIn: (manager: string) => `Nicht gefunden in ${manager}`,
    failedIn: (manager: string) => `${manager} hat nicht geantwortet`,
    away: 'Was Sie eingefügt haben, bleibt. Es lässt sich speichern, wie es ist, und wird nachgesehen, wenn ein Workload danach fragt.',
    none: 'Es gibt keinen Secret Manager, in dem nachzusehen wäre.',
    searchFor: (title: string) => `Nach „${title}“ suchen`,
    section: 'Abschnitt',
  },
};
