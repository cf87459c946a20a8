import { numberText } from '@/components/words/numbers';

/** The German of timeline-words.ts. */
export const german = {
  title: 'Zeitleiste',
  label: 'Was geschah, das Neueste zuerst',
  nothing: 'Noch ist nichts vermerkt. Lesen, Erneuern, Fehler und Löschen dieser Referenz stehen dann hier.',
  whole: 'Zeitleiste öffnen',
  somebody: 'jemandem',
  since: 'begann',
  activity: (reads: number, refreshes: number) =>
    [
      reads > 0 ? `${numberText(reads)}-mal gelesen` : '',
      refreshes > 0 ? `${numberText(refreshes)}-mal erneuert` : '',
    ]
      .filter(Boolean)
      .join(', ') || 'Angesehen',
  first: 'Aus dem Secret Manager gelesen: Zwischengespeichert war nichts davon',
  rotated: 'Der Wert wurde im Secret Manager geändert',
  found: 'Wieder gefunden, mit dem Wert von vorher',
  absent: (cause: string) => `Der Secret Manager antwortete: ${cause}`,
  failed: (cause: string, count: number) => (count > 1 ? `${cause}, ${numberText(count)}-mal` : cause),
  refreshed: (by: string) => `Erneuert von ${by}`,
  cleared: (by: string) => `Gelöscht von ${by}`,
  followedName: 'Das Objekt wurde entfernt; Felder, die dem Namen folgen, sind an das neue gebunden',
  bound: (by: string) => `Gebunden von ${by}`,
  tokenReplaced: (by: string) => `Token des Secret Managers ersetzt von ${by}`,
  wire: (wire: string) => {
    switch (wire) {
      case 'unsent':
        return 'keine Anfrage ging hinaus: der Secret Manager pausiert';
      case 'lost':
        return 'es kam keine Antwort';
      case 'unreachable':
        return 'die Adresse war nicht erreichbar';
      default:
        return `mit HTTP ${wire} beantwortet`;
    }
  },
  page: {
    trail: 'Zwischenspeicher',
    now: 'Jetzt',
    test: 'Testen',
    testHelp: 'Löst sie auf, wie ein Workload es täte, und sagt alles außer dem Wert.',
    gone: 'Der Zwischenspeicher hat gerade nichts davon. Das nächste Lesen fragt den Secret Manager.',
    used: 'Verbindungen, die sie verwenden',
    unused: 'Keine Verbindung verwendet sie.',
    manager: 'Secret Manager',
    missing: 'Referenz',
  },
};
