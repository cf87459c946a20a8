import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  label: 'Versionen',
  intro: (most: number) =>
    `Die neuesten ${numberText(most)} Versionen bleiben gespeichert. Eingegebene Geheimnisse stehen nie darin: Sie sehen nur, dass sie sich geändert haben.`,
  audit: 'Im Prüfprotokoll öffnen',
  version: (number: number) => `Version ${numberText(number)}`,
  current: 'Aktuell',
  causes: {
    'connection.created': 'Angelegt',
    'connection.updated': 'Geändert',
    'connection.restored': 'Wiederhergestellt',
    'connection.healed': 'Namen aus dem Secret Manager aktualisiert',
    'connection.followed_name': 'An ein neues Objekt gleichen Namens gebunden',
    'connection.disabled': 'Deaktiviert',
    'connection.enabled': 'Aktiviert',
    'connection.tagged': 'Schlagwörter geändert',
    'connection.repointed': 'Auf einen anderen Secret Manager umgestellt',
    'connection.repoint_undone': 'Umstellung auf einen anderen Secret Manager rückgängig gemacht',
    'secret_manager.removed': 'Secret Manager entfernt',
    recorded: 'Stand zu Beginn des Verlaufs',
  },
  restoredFrom: (number: number) => `Aus Version ${numberText(number)} wiederhergestellt`,
  via: { user: 'in der Konsole', 'api-key': 'über die API', system: 'durch Latchkey' } as Record<
    string,
    string
  >,
  latchkey: 'Latchkey',
  noBefore: 'Die Version davor ist nicht verfügbar, daher gibt es nichts zu vergleichen.',
  changes: {
    label: (number: number) => `Änderungen in Version ${numberText(number)}`,
    columns: { part: 'Was', before: 'Vorher', after: 'Nachher' },
    key: 'Kennung',
    name: 'Name',
    access: 'Zugriff',
    tags: 'Schlagwörter',
    environment: 'Environment',
    wholeOf: (title: string) => `alle Variablen von ${title}`,
    onlyOf: (names: string, title: string) => `${names} von ${title}`,
    prefixed: (prefix: string) => `Präfix ${prefix}`,
    enabled: 'Status',
    isEnabled: 'Aktiviert',
    isDisabled: 'Deaktiviert',
    nothing: 'Nicht gesetzt',
    noTags: 'Keine',
    empty: 'Leer',
    secret: 'Eingegebenes Geheimnis',
    secretAgain: 'Eingegebenes Geheimnis, geändert',
    inText: 'in einem Text',
    otherText: 'in einem Text, geändert',
    followsName: 'folgt dem Namen',
    staysWithItem: 'bleibt bei seinem Objekt',
  },
  restore: {
    open: 'Diese Version wiederherstellen',
    title: (number: number) => `Version ${numberText(number)} wiederherstellen?`,
    text: 'Sie wird zu einer neuen Version. Workloads erhalten sie beim nächsten Lesen.',
    changesLabel: 'Was sich dadurch ändert',
    nothing: 'Nichts wiederherzustellen: Die Verbindung sieht schon so aus.',
    keepsEnabled: 'Ob die Verbindung aktiviert ist, bleibt unverändert.',
    stays: (names: string) =>
      `Eingegebene Geheimnisse werden im Verlauf nicht gespeichert, daher bleiben die jetzigen: ${names}.`,
    loses: (names: string) => `Die hier eingegebenen Geheimnisse werden endgültig gelöscht: ${names}.`,
    keyTaken: 'Diese Kennung hat inzwischen eine andere Verbindung, daher bleibt die jetzige.',
    environmentLost:
      'Der Secret Manager seines Environments wurde entfernt. Die Verbindung behält das Environment, das sie jetzt hat.',
    goneProjects: (count: number) =>
      count === 1
        ? 'Eines ihrer Projekte gibt es nicht mehr; es wird weggelassen.'
        : `${numberText(count)} ihrer Projekte gibt es nicht mehr; sie werden weggelassen.`,
    reasons: {
      typed_secret: 'Eingegebene Geheimnisse werden im Verlauf nicht gespeichert. Geben Sie es erneut ein.',
      secret_manager_removed:
        'Sein Secret Manager wurde entfernt. Geben Sie einen Wert ein; binden können Sie das Feld später wieder.',
    },
    leaveOut: 'Dieses Feld weglassen',
    unverified: 'Ohne Prüfung der Referenzen wiederherstellen',
    confirm: 'Wiederherstellen',
    done: (number: number) => `Version ${numberText(number)} ist wiederhergestellt`,
    undo: 'Rückgängig',
  },
};
