import { numberText } from './numbers';

type Unit = 's' | 'min' | 'h' | 'd';

const lengths: Record<Unit, (count: number) => string> = {
  s: (count) => `${count} Sek.`,
  min: (count) => `${count} Min.`,
  h: (count) => `${count} Std.`,
  d: (count) => (count === 1 ? '1 Tag' : `${count} Tage`),
};

/** “vor” and “in” ask for the dative, which shows in days alone. */
function dative(count: number, unit: Unit): string {
  return unit === 'd' && count !== 1 ? `${count} Tagen` : lengths[unit](count);
}

/** The German of ui.ts. */
export const german = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  clear: 'Leeren',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyFailed:
    'Der Browser ließ Latchkey nicht kopieren. Markieren Sie den Text und kopieren Sie ihn von Hand.',
  loading: 'Wird geladen',
  working: 'Arbeitet',
  loadMore: 'Mehr laden',
  signInAgain: 'Anmelden',
  shownOf: (shown: number, total?: number) =>
    total === undefined ? `${numberText(shown)} gezeigt` : `${numberText(shown)} von ${numberText(total)}`,
  optional: 'optional',
  never: 'nie',
  now: 'gerade eben',
  soon: 'gleich',
  units: lengths,
  ago: (count: number, unit: Unit) => `vor ${dative(count, unit)}`,
  ahead: (count: number, unit: Unit) => `in ${dative(count, unit)}`,
  retry: 'Noch einmal versuchen',
  reload: 'Neu laden',
  search: 'Suchen',
  reveal: 'Zum Anzeigen halten',
  choose: 'Auswählen',
  none: 'Nichts',
  breadcrumbs: 'Wo Sie sind',
  notifications: 'Mitteilungen',
  typeToConfirm: (name: string) => ({ before: 'Geben Sie', name, after: 'ein, um zu bestätigen' }),
  retryIn: (seconds: number) =>
    seconds < 90
      ? `Versuchen Sie es in ${seconds} Sek. wieder.`
      : `Versuchen Sie es in ${Math.round(seconds / 60)} Min. wieder.`,
  offline: {
    title: 'Latchkey hat nicht geantwortet',
    text: 'Der Browser konnte Latchkey nicht erreichen. Prüfen Sie das Netz und versuchen Sie es noch einmal.',
  },
  updated: {
    title: 'Latchkey wurde aktualisiert',
    text: 'Diese Seite stammt noch von der Version davor, deshalb ist nichts geschehen. Laden Sie sie neu und versuchen Sie es noch einmal.',
    textKept:
      'Diese Seite stammt noch von der Version davor, deshalb wurde nichts gespeichert. Laden Sie sie neu und speichern Sie noch einmal.',
    keep: 'Neu laden und Eingaben behalten',
    kept: 'Ihre Eingaben sind wieder da. Gespeichert sind sie noch nicht.',
    keptBut: (secrets: readonly string[]) =>
      `Ihre Eingaben sind wieder da, nur Geheimnisse werden nie aufbewahrt. Geben Sie noch einmal ein: ${secrets.join(', ')}.`,
    notKept:
      'Dieser Browser lässt Latchkey Ihre Eingaben nicht aufbewahren. Kopieren Sie sie, laden Sie die Seite neu und speichern Sie noch einmal.',
  },
  answeredByOther: {
    title: 'Die Antwort kam nicht von Latchkey',
    text: 'Etwas zwischen diesem Browser und Latchkey hat an seiner Stelle geantwortet, oder Latchkey startet gerade. Versuchen Sie es gleich noch einmal. Bleibt es dabei, bitten Sie einen Betreiber, den Proxy vor Latchkey zu prüfen.',
  },
  unsaved: 'Sie haben nicht gespeicherte Änderungen. Trotzdem verlassen?',
};
