import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  title: 'Zugriffsbericht',
  description:
    'Was die Zugriffsregeln jetzt abweisen und was geprüft werden sollte, jeweils mit dem nächsten Schritt.',
  search: 'Bericht durchsuchen',
  count: (count: number) => numberText(count),
  empty: {
    title: 'Nichts wird abgewiesen',
    text: 'Die Projekte jeder Verbindung dürfen die Geheimnisse nutzen, an die sie gebunden ist, und kein Schlüssel und keine Person muss geprüft werden. Sehen Sie nach einem Upgrade wieder nach, oder wenn der Zugriff auf einen Secret Manager eingeschränkt wurde.',
  },
  nothing: {
    title: 'Keine Treffer',
    text: 'Suchen Sie nach einer Verbindung, einer Referenz, einem Projekt, einem Schlüssel oder einer Person.',
    clear: 'Alle zeigen',
  },
  parts: {
    fields: 'Abgewiesene Felder',
    fieldsText:
      'Workloads werden bei diesen Verbindungen abgewiesen, bis jedes Feld erlaubt oder an ein anderes Geheimnis gebunden ist.',
    others: 'Weiteres Abgewiesenes',
    reviews: 'Zu prüfen',
    reviewsText: 'Das funktioniert. Prüfen Sie, ob es gewollt ist.',
  },
  columns: {
    field: 'Verbindung und Feld',
    secret: 'Geheimnis',
    projects: 'Projekte',
    why: 'Warum es abgewiesen wird',
    next: 'Nächster Schritt',
  },
  reasons: {
    not_granted: 'Nicht erlaubt',
    other_projects: 'Gehört anderen Projekten',
    not_platform_wide: 'Nicht plattformweit',
    no_project: 'Verbindung ohne Projekt',
  },
  noProject: { none: 'Keines', all: 'Alle Projekte' },
  kinds: {
    field_refused: 'Abgewiesen',
    key_narrowed: 'Liest weniger als zuvor',
    key_reads_references: 'Liest über Referenzen',
    key_of_disabled_person: 'Ersteller gesperrt',
    admin_key_narrowed: 'Admin einzelner Projekte',
    person_without_project: 'Ohne Projekt',
    person_without_role: 'Ohne Rolle',
    platform_wide_of_builder: 'Plattformweit',
    shared_by_projects: 'Mehrere Projekte',
  },
  next: {
    grant: 'Zugriff erlauben',
    grantFor: (field: string) => `Zugriff erlauben: ${field}`,
    access: 'Zugriff öffnen',
    manager: 'Secret Manager öffnen',
    connection: 'Verbindung öffnen',
    key: 'API-Schlüssel öffnen',
    user: 'Benutzer öffnen',
  },
};
