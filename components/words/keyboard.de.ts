/** The German of keyboard.ts. */
export const german = {
  title: 'Tastatur',
  open: 'Tastenkürzel',
  everywhere: {
    title: 'Überall',
    palette: 'Zu einer Seite, einer Verbindung, einem Secret Manager, einer Referenz; Aktionen',
    search: 'Die Liste durchsuchen',
    map: 'Diese Übersicht',
    next: 'Zum nächsten, zum vorigen',
    escape: 'Die Suche leeren, Offenes schließen',
    save: 'Das Formular der Seite speichern, oder das offene',
  },
  connection: {
    title: 'Eine Verbindung',
    test: 'Das gebundene Feld testen, auf dem der Fokus steht',
    change: 'Dafür ein anderes Geheimnis auswählen',
  },
  picker: {
    title: 'Die Auswahl',
    type: 'Suchen, von überall darin',
    move: 'Bewegen',
    open: 'Öffnen',
    back: 'Zurück',
    use: 'Öffnen, oder das Feld verwenden',
    complete: 'Die begonnene Referenz ergänzen',
  },
  keys: { enter: 'Eingabe', space: 'Leertaste', letters: 'a … z' },
};
