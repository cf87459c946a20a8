import { numberText } from '@/components/words/numbers';

/** The German of environment-words.ts. */
export const german = {
  title: 'Environment von 1Password',
  help: 'Jede Variable des Environments ist ein Feld, auch solche, die in 1Password später hinzukommen. Ein eigenes Feld hat Vorrang vor einer Variablen gleichen Namens.',
  add: 'Ein ganzes Environment nehmen',
  manager: 'Secret Manager',
  environment: 'Environment',
  byId: 'Ein anderes, mit seiner ID',
  id: 'ID des Environments',
  idHelp:
    'In der App von 1Password: Developer, View Environments, Manage environment, Copy environment ID. Ein Environment, das nicht aufgelistet ist, lässt sich mit seiner ID lesen.',
  noneListed:
    'Dieser Secret Manager listet kein Environment auf. Geben Sie seinem Dienstkonto Zugriff auf eines, oder geben Sie eine ID ein.',
  prefix: 'Präfix',
  prefixHelp: 'Steht vor jedem Namen: Mit SHOP_ wird aus der Variablen DB_HOST das Feld SHOP_DB_HOST.',
  variables: (count: number) => (count === 1 ? '1 Variable' : `${numberText(count)} Variablen`),
  onlySome: 'Nur einige der Variablen',
  onlySomeHelp: 'Variablen, die später hinzukommen, bleiben dann weg.',
  masked: 'verdeckt',
  plain: 'Text',
  ambiguous: (count: number) => `${numberText(count)} heißen so: In 1Password darf nur eine bleiben`,
  own: 'Ihr eigenes Feld hat Vorrang',
  gone: 'nicht im Environment',
  oneTwice: 'Workloads erhalten nichts von diesem Environment, solange zwei seiner Variablen gleich heißen.',
  ownWins: (names: string, count: number) =>
    count === 1
      ? `Ihr eigenes Feld ${names} tritt an die Stelle der Variablen.`
      : `Ihre eigenen Felder ${names} treten an die Stelle von Variablen.`,
  ofEnvironment: 'Auch eine Variable des Environments heißt so. Dieses Feld hat Vorrang.',
  more: (count: number) => `Alle ${numberText(count)} zeigen`,
  change: 'Ändern',
  remove: 'Wegnehmen',
  undo: 'Rückgängig',
  removed: 'Wird beim Speichern weggenommen. Workloads erhalten dann keine seiner Variablen mehr.',
  choose: 'Wählen Sie ein Environment, oder geben Sie seine ID ein.',
  chooseManager: 'Wählen Sie einen Secret Manager.',
  onlyNothing: 'Wählen Sie wenigstens eine Variable, oder nehmen Sie alle.',
  retry: 'Erneut versuchen',
  loading: 'Die Variablen werden gelesen',
  of: (manager: string, title: string) => `${manager} · Environment ${title}`,
  withPrefix: (prefix: string) => `mit dem Präfix ${prefix}`,
  allOf: (title: string) => `alle Variablen von ${title}`,
  onlyThese: 'nur diese',
  tile: {
    title: 'Aus 1Password-Environment',
    text: 'Alle seine Variablen, jede mit ihrem Namen, jetzt und wenn sie sich ändern.',
  },
};
