/** The German of test-words.ts. */
export const german = {
  open: 'Verbindung testen',
  title: (name: string) => `${name} testen`,
  saved:
    'Getestet wird, was gespeichert ist, mit den Werten, die ein Workload bekommt. Sie werden benutzt und nie gezeigt.',
  again: 'Noch einmal testen',
  close: 'Schließen',
  path: 'Pfad',
  pathHelp: 'Wird mit GET abgerufen. Wählen Sie einen, der nichts verändert.',
  target: {
    own: (host: string) => `Fragt ${host} nach etwas Harmlosem.`,
    get: (host: string) => `Sendet ein GET mit den Zugangsdaten an ${host}.`,
    signIn: (host: string) => `Meldet sich bei ${host} an und gleich wieder ab.`,
    greet: (host: string) => `Sieht nach, ob ${host} antwortet. Der Schlüssel wird nicht probiert.`,
    nowhere: 'Löst alle Felder auf. Für diese App kennt Latchkey keinen harmlosen Aufruf.',
    bound: 'dem Host, den ein Geheimnis nennt',
    missing: 'dem Host, der noch fehlt',
  },
  steps: { resolve: 'Felder auflösen', reach: 'App erreichen', authenticate: 'Anmelden' },
  states: {
    ok: 'Gelungen',
    warned: 'Gelungen, mit Vorbehalt',
    failed: 'Gescheitert',
    not_tested: 'Nicht getestet',
  },
  running: 'Läuft',
  waiting: 'Wartet',
  status: (status: number) => `HTTP-Status ${status}`,
  stepsLabel: 'Schritte des Tests',
  summary: {
    running: 'Der Test läuft',
    ok: 'Die Verbindung funktioniert',
    warned: 'Die Verbindung funktioniert, mit Vorbehalt',
    partly: 'Was sich testen lässt, funktioniert',
    failed: 'Die Verbindung funktioniert nicht',
    unsent: 'Der Test war nicht möglich: Dieser Host wird nicht angerufen',
    notLookedUp: (host: string | undefined) =>
      `Nicht getestet: Latchkey konnte ${host ?? 'den Host'} nicht nachschlagen`,
    noRoute: (host: string | undefined) =>
      `Nicht getestet: Latchkeys Rechner hat keinen Netzweg zu ${host ?? 'dem Host'}`,
    noWay: (host: string | undefined) =>
      `Nicht getestet: Latchkeys Rechner fand keinen Weg zu ${host ?? 'dem Host'}`,
  },
  sources: {
    memory: 'aus dem Zwischenspeicher',
    table: 'aus dem Zwischenspeicher',
    provider: 'vom Secret Manager',
    literal: 'hier eingegeben',
  },
  stale: 'letzter bekannter Wert',
  aged: (source: string, age: string) => `${source}, ${age} alt`,
  outcomes: {
    resolved: { what: 'Alle Felder haben ihre Werte.' },
    reached: { what: 'Die App antwortet unter dieser Adresse.' },
    signed_in: { what: 'Die App nimmt die Zugangsdaten an.' },
    answered: { what: 'Die Adresse hat mit diesen Zugangsdaten geantwortet, wie sie soll.' },
    unresolved: {
      what: 'Ein Feld ließ sich nicht auflösen.',
      next: 'Sehen Sie das Feld unten an. Workloads, die jetzt fragen, bekommen dieselbe Antwort.',
    },
    field_missing: {
      what: 'Ein Feld, das die App braucht, ist leer.',
      next: 'Geben Sie es ein oder binden Sie es, speichern Sie und testen Sie noch einmal.',
    },
    port_invalid: {
      what: 'Der Port ist keiner.',
      next: 'Schreiben Sie eine Zahl von 1 bis 65535, oder lassen Sie ihn leer.',
    },
    address_invalid: {
      what: 'Die Basisadresse lässt sich nicht aufrufen.',
      next: 'Schreiben Sie sie als https://api.example.com, ohne Benutzernamen und Passwort darin.',
    },
    path_invalid: {
      what: 'Der Pfad führt woandershin.',
      next: 'Beginnen Sie ihn mit einem Schrägstrich, etwa /v1/me.',
    },
    value_unusable: {
      what: 'Ein Wert hat Zeichen, die sich nicht senden lassen, etwa einen Zeilenumbruch.',
      next: 'Sehen Sie das Geheimnis im Secret Manager an: Oft wurde ein Zeilenumbruch mitkopiert.',
    },
    host_invalid: {
      what: 'Der Host ist weder ein Name noch eine Adresse.',
      next: 'Berichtigen Sie ihn und speichern Sie.',
    },
    host_refused: {
      what: 'Dieser Host führt zu einer Adresse, die nie aufgerufen wird: einem Metadatendienst, einer link-lokalen oder reservierten Adresse.',
      next: 'Berichtigen Sie den Host. Erlauben lässt sich das nicht.',
    },
    host_private: {
      what: 'Dieser Host liegt in einem privaten Netz oder auf Latchkeys eigenem Rechner. Nichts wurde gesendet.',
      next: 'Ist es der richtige, trägt ihn ein Betreiber in LATCHKEY_EGRESS_HOSTS ein.',
    },
    host_not_listed: {
      what: 'Ein Test sendet das Geheimnis an den Host, und dieser Host und Port stehen nicht für jedes Projekt der Verbindung auf der Liste der Ziele. Nichts wurde gesendet.',
      next: 'Bitten Sie einen Admin, Host und Port unter Plattformverwaltung → Sicherheit → Ziele einzutragen. Ist der Host eingegeben und öffentlich, kann statt dessen ein Plattform-Admin testen.',
    },
    http_not_encrypted: {
      what: 'Die Basisadresse beginnt mit http://; die Zugangsdaten wären unterwegs lesbar. Sie wurden nicht gesendet.',
      next: 'Benutzen Sie https. Kann der Host nur http, erlaubt ein Admin ihn unter Plattformverwaltung → Sicherheit → Ziele ohne Verschlüsselung.',
    },
    postgres_not_encrypted: {
      what: 'Der PostgreSQL-Server lehnt TLS ab; das Passwort oder sein Hash wäre unterwegs lesbar. Es wurde nicht gesendet.',
      next: 'Schalten Sie am Server ssl ein. Kann er es nicht, erlaubt ein Admin diesen Host und Port unter Plattformverwaltung → Sicherheit → Ziele ohne Verschlüsselung.',
    },
    mysql_not_encrypted: {
      what: 'Der MySQL-Server bietet kein TLS an; das Passwort oder sein Hash wäre unterwegs lesbar. Es wurde nicht gesendet.',
      next: 'Schalten Sie am Server TLS ein. Kann er es nicht, erlaubt ein Admin diesen Host und Port unter Plattformverwaltung → Sicherheit → Ziele ohne Verschlüsselung.',
    },
    mysql_clear_password: {
      what: 'Der MySQL-Server verlangt das Passwort im Klartext (mysql_clear_password). Es wurde nicht gesendet.',
      next: 'Geben Sie dem Benutzer am Server ein anderes Anmeldeverfahren, etwa caching_sha2_password.',
    },
    smtp_not_encrypted: {
      what: 'Der Mailserver bietet kein STARTTLS an; das Passwort wäre unterwegs lesbar. Es wurde nicht gesendet.',
      next: 'Benutzen Sie Port 465, oder schalten Sie am Server STARTTLS ein. Kann er es nicht, erlaubt ein Admin diesen Host und Port unter Plattformverwaltung → Sicherheit → Ziele ohne Verschlüsselung.',
    },
    redis_not_encrypted: {
      what: 'TLS ist in dieser Verbindung ausgeschaltet; das Passwort wäre unterwegs lesbar. Es wurde nicht gesendet.',
      next: 'Setzen Sie das Feld TLS auf on. Kann der Server kein TLS, erlaubt ein Admin diesen Host und Port unter Plattformverwaltung → Sicherheit → Ziele ohne Verschlüsselung.',
    },
    dns_not_found: {
      what: 'Zu diesem Hostnamen ist keine Adresse bekannt.',
      next: 'Sehen Sie nach, wie er geschrieben ist und ob Latchkeys Rechner Namen nachschlagen kann.',
    },
    dns_failed: {
      what: 'Latchkey konnte diesen Hostnamen nicht nachschlagen; über die Verbindung ist damit nichts bekannt.',
      next: 'Versuchen Sie es noch einmal. Bleibt es dabei, sieht ein Betreiber nach dem Namensdienst (DNS) von Latchkeys Rechner.',
    },
    network_unreachable: {
      what: 'Latchkeys Rechner hat keinen Netzweg zu diesem Host; über die Verbindung ist damit nichts bekannt.',
      next: 'Versuchen Sie es noch einmal. Bleibt es dabei, sieht ein Betreiber nach Netz und Firewall von Latchkeys Rechner.',
    },
    connection_refused: {
      what: 'An diesem Port hört nichts.',
      next: 'Prüfen Sie den Port, und ob die App läuft.',
    },
    connection_failed: {
      what: 'Die Verbindung riss ab oder fand keinen Weg.',
      next: 'Prüfen Sie das Netz zwischen Latchkey und der App.',
    },
    tls_failed: {
      what: 'Eine verschlüsselte Verbindung kam nicht zustande.',
      next: 'Prüfen Sie, ob der Port der für TLS ist und der Server TLS 1.2 oder neuer spricht.',
    },
    tls_untrusted: {
      what: 'Das Zertifikat des Hosts stammt von einer Zertifizierungsstelle, der hier nicht vertraut wird. Das Geheimnis wurde nicht gesendet.',
      next: 'Nennen Sie Latchkey die Stelle Ihrer Firma als PEM-Datei in NODE_EXTRA_CA_CERTS und starten Sie es neu, oder ersetzen Sie das Zertifikat.',
    },
    tls_expired: {
      what: 'Das Zertifikat des Hosts ist abgelaufen oder noch nicht gültig. Das Geheimnis wurde nicht gesendet.',
      next: 'Erneuern Sie es am Host, oder stellen Sie die Uhr von Latchkeys Rechner richtig.',
    },
    tls_other_name: {
      what: 'Das Zertifikat des Hosts gilt für einen anderen Namen. Das Geheimnis wurde nicht gesendet.',
      next: 'Benutzen Sie den Namen, der im Zertifikat steht, oder ersetzen Sie das Zertifikat.',
    },
    proxy_unreachable: {
      what: 'Der Proxy, über den Latchkey geht, ist nicht erreichbar; über die Verbindung ist damit nichts bekannt.',
      next: 'Ein Betreiber prüft seine Adresse in HTTPS_PROXY oder HTTP_PROXY, und ob er läuft.',
    },
    proxy_unauthorized: {
      what: 'Der Proxy, über den Latchkey geht, verlangt Benutzernamen und Passwort oder lehnt die gesendeten ab.',
      next: 'Ein Betreiber schreibt sie prozentkodiert in HTTPS_PROXY oder HTTP_PROXY.',
    },
    proxy_refused: {
      what: 'Der Proxy, über den Latchkey geht, lässt diese Verbindung nicht durch oder erreicht den Host nicht.',
      next: 'Prüfen Sie den Host. Ist er richtig, erlaubt ihn dort, wer den Proxy betreibt.',
    },
    timed_out: {
      what: 'Es kam rechtzeitig keine Antwort.',
      next: 'Prüfen Sie Host und Port; vielleicht verwirft eine Firewall, was Latchkey sendet.',
    },
    not_through_proxy: {
      what: 'Latchkeys Rechner erreicht diesen Host nicht direkt, und über seinen Proxy gehen nur HTTP und HTTPS. Über die Verbindung ist damit nichts bekannt.',
      next: 'Prüfen Sie Host und Port. Um von hier zu testen, erlaubt ein Betreiber die direkte Verbindung in der Firewall.',
    },
    credential_refused: {
      what: 'Die App lehnt diese Zugangsdaten ab.',
      next: 'Vielleicht sind sie widerrufen, ersetzt oder aus einer anderen Umgebung. Vergleichen Sie das Geheimnis im Secret Manager mit der App.',
    },
    not_permitted: {
      what: 'Die App erlaubt diesen Aufruf mit diesen Zugangsdaten nicht.',
      next: 'Sie sind bekannt, doch fehlt ein Recht, das dieser Test braucht. Für ihren Zweck genügen sie vielleicht.',
    },
    path_not_found: {
      what: 'Unter diesem Pfad ist nichts.',
      next: 'Wählen Sie einen, den es gibt; ob die Zugangsdaten stimmen, ist nicht bekannt.',
    },
    redirected: {
      what: 'Die Adresse schickt zu einer anderen weiter. Ein Test folgt nirgendwohin.',
      next: 'Tragen Sie die endgültige Adresse in die Verbindung ein.',
    },
    rate_limited: {
      what: 'Die App bittet zu warten: zu viele Aufrufe.',
      next: 'Versuchen Sie es in einigen Minuten noch einmal.',
    },
    service_failed: {
      what: 'Die App hat selbst einen Fehler.',
      next: 'Versuchen Sie es später, oder sehen Sie auf ihre Statusseite.',
    },
    request_refused: {
      what: 'Die App nimmt diesen Aufruf nicht an.',
      next: 'Prüfen Sie die Einstellungen neben den Zugangsdaten und den Pfad.',
    },
    database_missing: {
      what: 'Die Zugangsdaten stimmen, aber diese Datenbank gibt es nicht, oder sie dürfen sie nicht benutzen.',
      next: 'Prüfen Sie den Namen der Datenbank und die Rechte daran.',
    },
    client_not_allowed: {
      what: 'Der Server lässt mit diesem Benutzer niemanden von Latchkeys Adresse herein.',
      next: 'Erlauben Sie es am Server, etwa in pg_hba.conf oder für den Host des Benutzers.',
    },
    busy: {
      what: 'Der Server nimmt gerade keine Verbindung mehr an.',
      next: 'Versuchen Sie es gleich noch einmal.',
    },
    sign_in_not_offered: {
      what: 'Der Server bietet hier keine Anmeldung an.',
      next: 'Prüfen Sie den Port; Mailserver bieten sie an 587 oder 465 an.',
    },
    password_not_needed: {
      what: 'Der Server kennt kein Passwort, also ließ sich keines testen.',
      next: 'Setzen Sie dort eines, oder nehmen Sie es aus der Verbindung.',
    },
    answer_odd: {
      what: 'Die Antwort ist keine, die diese App gibt.',
      next: 'Prüfen Sie Host und Port: vielleicht hört dort etwas anderes.',
    },
    no_base_address: {
      what: 'Es gibt keine Basisadresse, also lässt sich nichts aufrufen.',
      next: 'Tragen Sie eine ein, um auch die Zugangsdaten zu testen.',
    },
    resolve_only: {
      what: 'Für diese App kennt Latchkey keinen harmlosen Aufruf. Getestet wurde nur, dass ihre Felder sich auflösen.',
    },
    reach_only: { what: 'Der Server antwortet. Der Schlüssel selbst wird nicht probiert.' },
    not_tried: { what: 'Nicht versucht, wegen des Schritts davor.' },
  },
};
