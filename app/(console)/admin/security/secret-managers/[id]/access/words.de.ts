import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  title: 'Zugriff',
  description: (name: string) =>
    `Welche Projekte welche Geheimnisse von ${name} nutzen dürfen. Ein Projekt, das hier fehlt, darf keines nutzen. Änderungen gelten ab dem nächsten Auflösen.`,
  owned: 'Er gehört diesen Projekten. Weitere fügen Sie auf seiner Seite unter „Bearbeiten“ hinzu.',
  projects: 'Projekte',
  empty: {
    title: 'Noch darf kein Projekt ihn nutzen',
    text: 'Bis ein Projekt hinzugefügt ist, können seine Entwickler nichts von diesem Secret Manager binden, und seine Workloads erhalten nichts von ihm. Plattformweite Verbindungen, die Admins anlegen, sind nicht beschränkt.',
    noProjects:
      'Es gibt noch keine Projekte. Fügen Sie unter Personen, Projekte eines hinzu, und kommen Sie dann zurück.',
    toProjects: 'Zu den Projekten',
  },
  add: 'Projekt hinzufügen',
  addFirst: 'Projekt wählen',
  allAdded: 'Alle Projekte sind aufgeführt.',
  takeAway: (project: string) => `${project} entfernen`,
  bound: (count: number) => (count === 1 ? '1 gebundenes Feld' : `${numberText(count)} gebundene Felder`),
  nothing: 'Nichts ist gewählt: Dieses Projekt darf keines seiner Geheimnisse nutzen.',
  save: 'Zugriff speichern',
  discard: 'Änderungen verwerfen',
  wrong: (count: number) =>
    count === 1
      ? 'Ein Projekt hat eine Zeile, die kein Muster ist.'
      : `${numberText(count)} Projekte haben Zeilen, die keine Muster sind.`,
  saved: (name: string) => `Zugriff auf ${name} ist gespeichert`,
  refusedNow: (count: number) =>
    count === 1
      ? '1 gebundenes Feld wird ab jetzt abgewiesen. Welches, steht auf der Seite.'
      : `${numberText(count)} gebundene Felder werden ab jetzt abgewiesen. Welche, steht auf der Seite.`,
  wouldRefuse: {
    title: (fields: number, connections: number) =>
      `Speichern weist ${fields === 1 ? '1 gebundenes Feld' : `${numberText(fields)} gebundene Felder`} von ${connections === 1 ? '1 Verbindung' : `${numberText(connections)} Verbindungen`} ab`,
    text: 'Workloads bekommen dafür ab dem nächsten Auflösen einen Fehler:',
    more: (count: number) => `und ${numberText(count)} weitere`,
    unknown: 'Es ist nicht bekannt, welche gebundenen Felder das Speichern abweisen würde.',
  },
  proposal: {
    title: (connection: string, fields: string) => `Vorschlag für ${connection}: ${fields}`,
    text: 'Diese Muster sind unten hinzugefügt und erlauben genau die abgewiesenen Geheimnisse. Speichern Sie, um sie zu erlauben, oder ändern Sie sie vorher.',
    gone: 'Es muss nichts erlaubt werden: Diese Verbindung wird nicht mehr abgewiesen.',
  },
  conflict: {
    title: 'Inzwischen hat jemand anderes den Zugriff geändert',
    text: 'Nichts von Ihnen ist verloren. Übernehmen Sie die fremden Änderungen: Die Projekte, die Sie geändert haben, bleiben, wie Sie sie eingegeben haben. Sehen Sie es dann durch und speichern Sie noch einmal.',
    take: 'Fremde Änderungen übernehmen',
    taken: 'Die fremden Änderungen sind hier, Ihre darüber. Sehen Sie es durch und speichern Sie dann.',
  },
  undo: 'Rückgängig',
  undone: (name: string) => `Zugriff auf ${name} ist wie zuvor`,
};
