import type { ErrorCode } from './error-codes';

/** The German of the error codes. */
export const germanErrorWords: Record<ErrorCode, { title: string; message: string }> = {
  unauthenticated: {
    title: 'Nicht angemeldet',
    message:
      'Niemand ist angemeldet, oder der API-Schlüssel ist unbekannt, abgelaufen oder widerrufen. Melden Sie sich an, oder senden Sie einen gültigen API-Schlüssel.',
  },
  forbidden: {
    title: 'Nicht erlaubt',
    message: 'Ihre Rolle oder Ihr Bereich erlaubt das nicht. Bitten Sie einen Admin um Zugriff.',
  },
  not_found: {
    title: 'Nicht gefunden',
    message:
      'Latchkey hat hier nichts, was Sie sehen dürfen. Vielleicht wurde es entfernt, oder die Adresse stimmt nicht.',
  },
  method_not_allowed: {
    title: 'Methode nicht erlaubt',
    message:
      'Diese Adresse gibt es, aber nicht mit dieser Methode. Nehmen Sie eine von denen, die in der Kopfzeile Allow der Antwort stehen.',
  },
  invalid_input: {
    title: 'Eingabe nicht angenommen',
    message:
      'Ein Teil der Eingabe fehlt oder hat die falsche Form. Berichtigen Sie die genannten Felder und versuchen Sie es erneut.',
  },
  invalid_token: {
    title: 'Kein Dienstkonto-Token',
    message:
      'Das ist kein vollständiges Token eines 1Password-Dienstkontos. Kopieren Sie es erneut aus 1Password; es beginnt mit ops_.',
  },
  sign_in_address_refused: {
    title: 'Anmeldeadresse abgelehnt',
    message:
      'Das Token nennt eine Anmeldeadresse, die nicht zu 1Password gehört. Es wurde nichts dorthin gesendet. Verwenden Sie ein in 1Password erstelltes Token, oder lassen Sie die Adresse vom Betreiber in LATCHKEY_SIGN_IN_HOSTS eintragen.',
  },
  conflict: {
    title: 'Schon vorhanden oder inzwischen geändert',
    message:
      'Etwas mit diesem Namen gibt es schon, oder es wurde inzwischen geändert. Laden Sie neu und versuchen Sie es erneut.',
  },
  in_use: {
    title: 'Noch in Gebrauch',
    message:
      'Verbindungen brauchen diesen Secret Manager noch. Binden Sie sie zuerst um, oder entfernen Sie ihn mit Nachdruck.',
  },
  precondition_failed: {
    title: 'Inzwischen geändert',
    message:
      'If-Match nennt eine andere Revision als die gespeicherte, deshalb wurde nichts geändert. Lesen Sie es erneut und senden Sie das ETag dieser Antwort.',
  },
  over_budget: {
    title: 'Zu viel auf einmal',
    message:
      'Das wurde öfter angefragt, als die Grenze erlaubt. Warten Sie einen Moment und versuchen Sie es dann erneut.',
  },
  secret_not_found: {
    title: 'Geheimnis nicht gefunden',
    message:
      'Der Secret Manager kennt für dieses Token keinen solchen Tresor, kein solches Objekt oder Feld. Prüfen Sie die Referenz oder die Tresore, die das Token lesen darf.',
  },
  secret_ambiguous: {
    title: 'Referenz ist mehrdeutig',
    message:
      'Mehr als ein Tresor, Objekt oder Feld passt zu dieser Referenz. Wählen Sie das gemeinte mit der Auswahl.',
  },
  secret_forbidden: {
    title: 'Geheimnis nicht erlaubt',
    message:
      'Der Secret Manager lässt dieses Token das Geheimnis nicht lesen. Verwenden Sie ein Token, das es lesen darf, oder wählen Sie ein anderes Geheimnis.',
  },
  secret_unreadable: {
    title: 'Geheimnis nicht lesbar',
    message:
      'Der Secret Manager hat geantwortet, aber der Inhalt dieses Objekts lässt sich nicht lesen oder speichern. Öffnen Sie das Objekt dort und speichern Sie es erneut, oder wählen Sie ein anderes. Andere Geheimnisse sind nicht betroffen.',
  },
  reference_invalid: {
    title: 'Referenz nicht gültig',
    message: 'Eine Referenz sieht so aus: op://Tresor/Objekt/Feld oder op://Tresor/Objekt/Abschnitt/Feld.',
  },
  provider_denied: {
    title: 'Token abgelehnt',
    message:
      'Der Secret Manager hat dieses Token abgelehnt. Vielleicht wurde es widerrufen oder ersetzt. Erstellen Sie dort ein neues; ein Admin trägt es mit „Token ersetzen“ ein.',
  },
  provider_rate_limited: {
    title: 'Vom Secret Manager begrenzt',
    message:
      'Das Anfragelimit des Secret Managers für dieses Token oder Konto ist verbraucht. Latchkey versucht es wieder, sobald das Limit es erlaubt.',
  },
  provider_unavailable: {
    title: 'Secret Manager nicht erreichbar',
    message:
      'Der Secret Manager hat nicht wie erwartet geantwortet. Latchkey versucht es automatisch wieder; prüfen Sie das Netz, wenn es anhält.',
  },
  provider_timeout: {
    title: 'Der Secret Manager hat nicht rechtzeitig geantwortet',
    message:
      'Der Secret Manager hat nicht innerhalb der erlaubten Zeit geantwortet. Latchkey versucht es automatisch wieder. Antwortet er nie, verwirft vielleicht eine Firewall, was gesendet wird: Erlauben Sie ausgehende Verbindungen zu seinem Host und Port (meist 443), oder setzen Sie HTTPS_PROXY, wo Server das Internet über einen Proxy erreichen.',
  },
  overloaded: {
    title: 'Latchkey ist überlastet',
    message:
      'In Latchkey warten mehr Anfragen, als es bald beantworten kann. Kein Secret Manager wurde gefragt. Versuchen Sie es gleich noch einmal.',
  },
  database_unavailable: {
    title: 'Die Datenbank ist nicht erreichbar',
    message:
      'Latchkey erreicht seine Datenbank nicht, deshalb wurde nichts gelesen oder geändert. Die Verbindung wird automatisch wiederhergestellt. Versuchen Sie es gleich noch einmal. Bleibt der Fehler, sollte der Betreiber prüfen, ob der Datenbankserver läuft und Verbindungen annimmt.',
  },
  storage_full: {
    title: 'Kein Platz zum Speichern',
    message:
      'Der Datenträger, auf dem Latchkey speichert, ist voll, deshalb wurde nichts geändert. Bekanntes wird weiter gelesen. Wer Latchkey betreibt, schafft Platz; dann geht es weiter.',
  },
  storage_read_only: {
    title: 'Nichts kann gespeichert werden',
    message:
      'Die Datenbank von Latchkey nimmt zurzeit keine Änderungen an, deshalb wurde nichts geändert. Bekanntes wird weiter gelesen. Wer Latchkey betreibt, macht sie beschreibbar; dann geht es weiter.',
  },
  misdirected: {
    title: 'Keine Adresse von Latchkey',
    message:
      'Latchkey antwortet nicht unter diesem Host. Verwenden Sie die Adresse in LATCHKEY_ORIGIN; weitere kann ein Betreiber in LATCHKEY_HOST_ALIASES eintragen, den Proxy davor in LATCHKEY_TRUSTED_PROXIES.',
  },
  internal: {
    title: 'In Latchkey ist etwas schiefgegangen',
    message:
      'In Latchkey ist ein eigener Fehler aufgetreten. Das Protokoll hat die Einzelheiten unter der Nummer der Anfrage.',
  },
};
