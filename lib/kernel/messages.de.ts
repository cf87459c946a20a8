import { germanInputMessages } from './input-messages.de';
import type { Said } from './language';
import type { messages } from './messages';
import { germanProviderMessages } from './provider-messages.de';
import { isRole, roleWords } from './role';

/** The German of lib/kernel/messages. */
export const germanMessages: Said<typeof messages> = {
  ...germanInputMessages,
  ...germanProviderMessages,

  roleLacks: ({ role }) =>
    `Ihre Rolle (${roleNameOf(role)}) erlaubt das nicht. Bitten Sie einen Admin um Zugriff.`,
  valuesForWorkloads:
    'Werte bekommen nur Workloads. Lösen Sie mit einem API-Schlüssel auf, oder verwenden Sie Testen: Das zeigt alles außer dem Wert.',
  ownProjectsOnly:
    'Sie dürfen das nur Ihren eigenen Projekten geben. Bitten Sie einen Admin um den Bereich der ganzen Plattform.',
  notWhollyYours:
    'Das gehört der ganzen Plattform oder Projekten, die nicht alle Ihre sind: Sie dürfen es verwenden, nicht ändern. Bitten Sie einen Plattform-Admin.',
  secretNotGranted: ({ name }) =>
    `„${name}“ erlaubt diesen Projekten dieses Geheimnis nicht. Ein Admin kann es auf der Seite des Secret Managers unter Zugriff erlauben.`,
  keyReadsConnections:
    'Dieser API-Schlüssel löst Verbindungen auf. Um damit Referenzen zu lesen, erstellt ein Admin einen Schlüssel, der den Secret Manager und die erlaubten Muster nennt.',
  othersLiveOnIt:
    'Davon leben Verbindungen anderer Projekte oder der ganzen Plattform. Aktualisieren Sie es, statt es zu leeren, oder bitten Sie einen Plattform-Admin.',
  projectTwice: 'Ein Projekt ist zweimal genannt. Nennen Sie jedes einmal, mit allen seinen Mustern.',
  projectNotOwner:
    'Dieser Secret Manager gehört seinen eigenen Projekten. Geben Sie ihn zuerst unter Bereich einem weiteren Projekt.',
  reportFieldRefused: ({ reference, name }) =>
    `Sie ist an ${reference} gebunden, was „${name}“ ihren Projekten nicht erlaubt: Workloads werden abgewiesen. Erlauben Sie es unter Zugriff des Secret Managers, oder binden Sie ein anderes Geheimnis.`,
  reportFieldElsewhere: ({ reference, name }) =>
    `Sie ist an ${reference} von „${name}“ gebunden, der anderen Projekten gehört: Workloads werden abgewiesen. Fügen Sie die Projekte der Verbindung beim Secret Manager hinzu, oder binden Sie ein anderes Geheimnis.`,
  reportFieldPlatform: ({ reference, name }) =>
    `Sie ist plattformweit und an ${reference} von „${name}“ gebunden, der nur einigen Projekten gehört: Workloads werden abgewiesen. Geben Sie die Verbindung diesen Projekten, oder binden Sie ein Geheimnis eines plattformweiten Secret Managers.`,
  reportFieldNoProject: ({ reference }) =>
    `Sie ist an ${reference} gebunden und gehört zu keinem Projekt: Workloads werden abgewiesen. Wählen Sie die Projekte der Verbindung.`,
  reportKeyOfDisabled: ({ person }) =>
    `${person} hat ihn erstellt und ist gesperrt; der Schlüssel gilt weiter. Ersetzen Sie ihn, wenn die Person ihn kennen könnte, oder widerrufen Sie ihn.`,
  attentionRefused: ({ secrets, name }) =>
    `„${name}“ erlaubt ihren Projekten ${counted(secrets, 'gebundenes Geheimnis', 'gebundene Geheimnisse')} nicht: Workloads werden abgewiesen. Erlauben Sie sie unter Zugriff des Secret Managers, oder binden Sie andere.`,
  attentionUnserved: ({ name }) =>
    `Workloads bekommen sie jetzt nicht: „${name}“ kann nicht gefragt werden, und es ist nichts zwischengespeichert, das noch verwendet werden darf.`,
  attentionMissing:
    'Die App braucht es und es ist nicht gesetzt. Geben Sie einen Wert ein oder binden Sie ein Geheimnis.',
  attentionUnverified:
    'Ungeprüft gespeichert, da der Secret Manager nicht gefragt werden konnte. Eine Durchsicht oder ein Test prüft es.',
  machineClockOff: ({ by, isAhead }) =>
    `Die Uhr dieses Rechners geht gegenüber der Zeit, nach der Latchkey geht, um ${by} ${isAhead === 'ahead' ? 'vor' : 'nach'}. Es fällt deshalb nichts aus. Prüfen Sie den Zeitdienst dieses Rechners; stimmt die Uhr jetzt, starten Sie Latchkey neu.`,
  providerClockOff: ({ by, isAhead }) =>
    `Die Uhren der Secret Manager gehen gegenüber der Zeit, nach der Latchkey geht, um ${by} ${isAhead === 'ahead' ? 'vor' : 'nach'}. Prüfen Sie die Uhr dieses Rechners oder, falls es einen gibt, die des Datenbankservers.`,
  attentionHourSpent: ({ percent, limit }) =>
    `${percent} % der ${counted(limit, 'Anfrage', 'Anfragen')}, die der Secret Manager diesem Token je Stunde erlaubt, sind verbraucht.`,
  attentionDaySpent: ({ percent, limit }) =>
    `${percent} % der ${counted(limit, 'Anfrage', 'Anfragen')}, die der Secret Manager dem Konto je Tag erlaubt, sind verbraucht.`,
  attentionScanFailed: ({ because }) =>
    `Die letzte Durchsicht konnte nicht alles ansehen, daher können defekte Referenzen unbekannt sein. ${because}`,
  attentionTrustEnded:
    'Es wurde eine Änderung gefunden, die der Änderungsfeed nicht gemeldet hatte; ihm wird nicht mehr vertraut. Werte folgen wieder den Speicherregeln. Klären Sie in 1Password, warum Ereignisse fehlen, bevor Sie das Vertrauen wieder einschalten.',
  attentionKeyEnds: ({ days }) =>
    `Er endet ${days === 1 ? 'innerhalb eines Tages' : `in ${days} Tagen`}. Danach scheitern Workloads, die ihn verwenden: Tauschen Sie ihn aus und geben Sie ihnen den neuen.`,
  reportKeyNarrowed: ({ name }) =>
    `Er konnte jede Referenz von „${name}“ lesen. Er liest die, die seine Projekte verwenden dürfen; die anderen werden abgewiesen. Erlauben Sie unter Zugriff des Secret Managers mehr, falls er mehr braucht.`,
  reportKeyReads: ({ name, patterns }) =>
    `Er darf Referenzen von „${name}“ lesen, indem er sie nennt: ${patterns}. Erstellen Sie einen Schlüssel ohne das, wo der Workload nur Verbindungen auflöst.`,
  reportAdminKeyNarrowed:
    'Ein Admin-Schlüssel einzelner Projekte verwaltet nur diese Projekte: nichts Plattformweites und keine Personen, Schlüssel oder Projekte anderer.',
  reportNoRole:
    'Die gespeicherte Rolle kennt Latchkey nicht; die Person darf nichts. Wählen Sie unter Benutzer eine Rolle.',
  reportNoProject:
    'Die Person gehört zu keinem Projekt: Sie sieht, was plattformweit ist, und kann nichts ändern. Fügen Sie sie unter Benutzer zu ihren Projekten hinzu.',
  reportPlatformWide: ({ person }) =>
    `${person} hat sie für die ganze Plattform erstellt; solche Verbindungen ändern nur Plattform-Admins. Verschieben Sie sie in ein Projekt, oder ändern Sie sie als Admin.`,
  reportShared:
    'Sie gehört zu mehreren Projekten, und manche Entwickler gehören nur zu einem davon: Sie sehen sie und können sie nicht ändern. Fügen Sie sie zu allen Projekten hinzu, oder teilen Sie die Verbindung auf.',
  projectUnknown: 'Eines dieser Projekte gibt es nicht. Laden Sie neu und wählen Sie erneut.',
  signedOut:
    'Sie sind nicht mehr angemeldet. Melden Sie sich wieder an und wiederholen Sie das hier; es geht nichts verloren.',
  headerNotUnderstood:
    'Die Kopfzeile Authorization wird nicht verstanden. Senden Sie sie so: Authorization: Bearer lk_…',
  otherOrigin: ({ came, origin }) =>
    `Diese Änderung kam von ${came}, Latchkey ist aber unter ${origin}. Öffnen Sie es dort. Nutzen Leute die andere Adresse, setzt ein Betreiber LATCHKEY_ORIGIN darauf oder nimmt sie mit ihrem Port in LATCHKEY_HOST_ALIASES auf. Programme senden einen API-Schlüssel.`,
  noOrigin: ({ origin }) =>
    `Diese Änderung sagt nicht, von welcher Seite sie kam (die Kopfzeile Origin fehlt), und Latchkey ist unter ${origin}. Öffnen Sie es dort in einem Browser, oder lassen Sie den Proxy davor die Kopfzeile weitergeben. Programme senden einen API-Schlüssel.`,
  keyAttempts:
    'Von dieser Adresse sind zu viele Versuche gescheitert. Warten Sie eine Minute und prüfen Sie den API-Schlüssel.',

  bodyTooLarge: 'Der Inhalt ist zu groß. Angenommen werden höchstens 4 MiB.',
  bodyNotJson: 'Der Inhalt ist kein gültiges JSON. Berichtigen Sie ihn und senden Sie ihn erneut.',
  mediaType: 'Senden Sie den Inhalt als JSON, mit der Kopfzeile Content-Type: application/json.',
  addressMalformed:
    'Die Adresse ist nicht richtig gebildet: Auf ein % darin folgen nicht zwei hexadezimale Ziffern.',
  addressPartTooLong: 'Ein Teil der Adresse ist zu lang. Kürzen Sie ihn und versuchen Sie es erneut.',
  noSuchAddress: 'Diese Adresse gibt es in der API nicht. GET /api/openapi.json zählt sie auf.',
  otherMethods: ({ method, offered }) => `Diese Adresse nimmt ${method} nicht; sie nimmt ${offered}.`,
  noTagHere:
    'An dieser Adresse lässt sich nichts lesen, sie hat also kein ETag, und If-Match passt auf nichts. Lassen Sie If-Match weg.',
  requestsWaiting:
    'Hier warten mehr Anfragen, als sich bald beantworten lassen. Versuchen Sie es gleich noch einmal.',

  signInRefused:
    'Die E-Mail-Adresse oder das Passwort stimmt nicht, oder das Konto ist deaktiviert. Prüfen Sie beides und versuchen Sie es erneut.',
  signInAttempts: ({ seconds }) =>
    `Zu viele Anmeldeversuche sind gescheitert. Versuchen Sie es in ${seconds === 1 ? 'einer Sekunde' : `${seconds} Sekunden`} erneut; jeder weitere Fehlversuch verlängert die Pause.`,
  signInBusy:
    'Gerade melden sich viele Personen an. Warten Sie einige Sekunden und versuchen Sie es dann erneut.',
  reauthenticate:
    'Dafür brauchen wir Ihr Passwort noch einmal: Es wurde vor mehr als zehn Minuten zuletzt eingegeben. Geben Sie es in der Konsole ein, oder verwenden Sie einen API-Schlüssel.',
  passwordWrong: 'Das ist nicht Ihr jetziges Passwort. Prüfen Sie es und versuchen Sie es erneut.',
  passwordSame: 'Das neue Passwort muss sich vom jetzigen unterscheiden.',
  passwordLeaked:
    'Dieses Passwort steht auf einer Liste gestohlener Passwörter, die Angreifer zuerst versuchen. Wählen Sie ein anderes.',
  passwordPattern: 'Dieses Passwort ist ein einfaches Muster. Wählen Sie eines, das niemand errät.',
  passwordNames:
    'Dieses Passwort ist kaum mehr als Ihre Adresse oder der Name von Latchkey. Wählen Sie eines, das niemand errät.',
  passwordByInvitation:
    'Lassen Sie das Passwort weg: Die Antwort enthält einen Einladungslink, mit dem die Person eines wählt. Niemand sonst darf es wählen.',
  passwordEnded:
    'Dieses Passwort galt sieben Tage, und die sind um. Bitten Sie einen Admin um einen Link für ein neues Passwort.',
  signedOutByWrongPasswords:
    'Das Passwort war fünfmal falsch, daher wurde dieser Browser abgemeldet. Melden Sie sich erneut an.',
  forSignedIn: 'Das ist für angemeldete Personen, nicht für API-Schlüssel.',
  noSuchSession: 'Diese Sitzung ist schon beendet. Laden Sie die Liste neu.',
  setUpLinkSpent:
    'Dieser Einrichtungslink gilt nicht: Er wurde benutzt, oder Latchkey wurde neu gestartet und hat einen neuen ausgegeben. Nehmen Sie den neuesten Link aus der Ausgabe des Starts.',
  noSuchPerson: 'Diese Person gibt es nicht. Vielleicht wurde sie entfernt; laden Sie die Liste neu.',
  personDisabled:
    'Diese Person ist deaktiviert. Aktivieren Sie sie zuerst und geben Sie ihr dann einen Link.',
  personInvited:
    'Diese Person hat noch kein Passwort gewählt. Laden Sie sie erneut ein, um einen neuen Link zu erstellen.',
  personAccepted: 'Diese Person hat schon ein Passwort. Erstellen Sie einen Link für ein neues Passwort.',
  tooManyResetLinks:
    'Für diese Person wurden in der letzten Stunde fünf Links erstellt. Verwenden Sie den letzten, oder warten Sie eine Stunde.',
  resetLinkSpent:
    'Dieser Link gilt nicht: Er wurde benutzt, durch einen neueren ersetzt oder ist abgelaufen. Bitten Sie einen Admin um einen neuen.',
  tooManyWrongLinks:
    'Es wurden zu viele Links versucht, die nicht gelten. Warten Sie eine Minute und öffnen Sie Ihren dann erneut.',
  lastAdmin: 'Das ist der letzte Admin. Machen Sie zuerst jemand anderen zum Admin.',
  emailTaken:
    'Jemand mit dieser E-Mail-Adresse ist schon vorhanden. Verwenden Sie eine andere, oder ändern Sie diese Person.',
  emailTakenHere: 'Jemand hat diese Adresse schon.',

  projectNameTaken: ({ name }) =>
    `Ein Projekt namens „${name}“ gibt es schon. Wählen Sie einen anderen Namen.`,
  projectNameTakenHere: 'Ein anderes Projekt hat diesen Namen.',
  noSuchProject: 'Dieses Projekt gibt es nicht. Vielleicht wurde es entfernt; laden Sie die Liste neu.',
  projectInUse: ({ name, managers, connections, apiKeys }) =>
    `${name} begrenzt noch ${counted(managers, 'Secret Manager', 'Secret Manager')}, ${counted(connections, 'Verbindung', 'Verbindungen')} und ${counted(apiKeys, 'API-Schlüssel', 'API-Schlüssel')}. Geben Sie ihnen zuerst einen anderen Bereich, oder entfernen Sie sie.`,
  keyRotatedAlready:
    'Dieser API-Schlüssel wurde schon widerrufen oder ersetzt. Ersetzen Sie den Schlüssel, der an seine Stelle trat.',
  keyElsewhere:
    'Dieser API-Schlüssel darf von dieser Adresse aus nicht verwendet werden. Die Netze eines Schlüssels legt ein Admin beim Erstellen fest.',
  noSuchApiKey: 'Diesen API-Schlüssel gibt es nicht. Vielleicht wurde er entfernt; laden Sie die Liste neu.',

  noSuchManager:
    'Diesen Secret Manager gibt es nicht, oder Ihre Projekte erreichen ihn nicht. Vielleicht wurde er entfernt.',
  managerNameTaken: ({ name }) =>
    `Ein Secret Manager namens „${name}“ ist schon vorhanden. Wählen Sie einen anderen Namen.`,
  managerNameTakenHere: 'Ein anderer Secret Manager hat diesen Namen.',
  managerInUse: ({ name, connections }) =>
    `${counted(connections, 'Verbindung braucht', 'Verbindungen brauchen')} ${name}. Binden Sie ihre Felder zuerst an einen anderen Secret Manager, oder entfernen Sie ihn mit Nachdruck: Sie scheitern, bis sie neu gebunden sind.`,
  paceTooFast:
    'Bei diesem Tempo ist das Limit erreicht, bevor es sich erneuert. Verlängern Sie die frische Zeit in den Speicherregeln, oder wählen Sie den Tarif des Kontos, wenn er größer ist.',
  freshTooDear: ({ perDay, minutes }) =>
    `Alles frisch zu halten würde ${perDay.toLocaleString('de-DE')} Anfragen am Tag kosten, mehr als Latchkey von diesem Tarif ausgeben darf. Werte werden langsamer erneuert und inzwischen als veraltet gegeben. Eine frische Zeit von ${minutes === 1 ? 'einer Minute' : `${minutes.toLocaleString('de-DE')} Minuten`} in den Speicherregeln würde passen, oder ein größerer Tarif, wenn das Konto ihn hat.`,

  entryGone:
    'Der Zwischenspeicher hat diesen Wert nicht mehr: Er wurde gelöscht oder ersetzt. Laden Sie die Liste neu.',
  exportLeavesSecret: 'Das ist ein eingetipptes Geheimnis, das nicht exportiert wird.',
  exportLeavesText: 'Es steht in einem Text, den nur sieht, wer die Verbindung ändern darf.',
  exportLeavesName: 'Keine Shell nimmt eine Variable dieses Namens.',
  exportOfEnvironment: ({ title }) =>
    `Alle Variablen des Environments ${title}, wie es jetzt bekannt ist. Was später hinzukommt, steht nicht in dieser Datei.`,
  referenceUnknown:
    'Von dieser Referenz ist nichts mehr bekannt, oder Ihre Projekte erreichen ihren Secret Manager nicht.',

  noSuchDestination: 'Dieses Ziel gibt es nicht. Vielleicht wurde es entfernt; laden Sie die Liste neu.',
  destinationTaken: ({ host, port }) =>
    `${host}:${port} steht schon auf der Liste. Entfernen Sie den Eintrag zuerst, um ihn zu ändern.`,
  destinationTakenHere: 'Dieser Host und Port stehen schon auf der Liste.',

  noSuchConnection: ({ key }) =>
    `Eine Verbindung mit der Kennung „${key}“, die Sie erreichen, gibt es nicht. Prüfen Sie die Kennung, oder die Projekte dessen, der fragt.`,
  connectionKeyTaken: ({ key }) =>
    `Eine Verbindung mit der Kennung „${key}“ gibt es schon. Wählen Sie eine andere Kennung.`,
  connectionKeyTakenHere: 'Eine andere Verbindung hat diese Kennung.',
  accessChanged:
    'Jemand anderes hat den Zugriff auf diesen Secret Manager inzwischen geändert. Laden Sie ihn neu und machen Sie Ihre Änderung noch einmal.',
  noSuchVersion: ({ key, number }) =>
    `Version ${number} von „${key}“ ist nicht gespeichert, oder sie stammt aus einer Zeit, in der Sie die Verbindung nicht sehen durften.`,
  nothingToRestore: ({ number }) =>
    `Es gibt nichts wiederherzustellen: Die Verbindung ist so, wie sie in Version ${number} war.`,
  restoreNeedsSecret:
    'Eingegebene Geheimnisse werden im Verlauf nicht gespeichert. Geben Sie es erneut ein, oder lassen Sie das Feld weg.',
  restoreNeedsBinding:
    'Der Secret Manager dieses Feldes wurde entfernt. Binden Sie ein anderes Geheimnis, geben Sie einen Wert ein, oder lassen Sie das Feld weg.',
  restoreAsksOthers:
    'Dieses Feld wird aus der Version wiederhergestellt. Geben Sie nur die Felder an, nach denen die Vorschau fragt.',
  connectionChanged:
    'Jemand hat diese Verbindung inzwischen geändert. Laden Sie sie neu und machen Sie Ihre Änderung noch einmal.',
  connectionDisabled: ({ key }) =>
    `Die Verbindung ${key} ist deaktiviert. Jemand hat sie in Latchkey abgeschaltet; aktivieren Sie sie dort, um sie wieder zu verwenden.`,
  fieldUnresolved: ({ field, key, because }) =>
    `Das Feld ${field} von ${key} lässt sich nicht auflösen. ${because}`,
  fallbackItself: 'Ein Secret Manager kann nicht sein eigener Ersatz sein. Wählen Sie einen anderen.',
  fallbackOtherReferences:
    'Wählen Sie einen Secret Manager, dessen Referenzen dieselbe Form haben: Aus beiden werden dieselben Referenzen gelesen.',
  fallbackNarrower:
    'Nicht alle, die diesen Secret Manager verwenden dürfen, dürfen auch jenen verwenden. Wählen Sie einen plattformweiten, oder geben Sie ihn zuerst denselben Projekten.',
  managerGone: 'Der Secret Manager dieses Feldes wurde entfernt. Binden Sie das Feld an einen anderen.',
  managerNotServing: ({ name }) =>
    `Der Secret Manager ${name} dient nicht allen Projekten dieser Verbindung. Wählen Sie einen anderen, oder bitten Sie einen Admin, seinen Bereich zu erweitern.`,
  scopeTooWide: ({ name }) =>
    `Der Secret Manager ${name} dient nicht allen Projekten dieser Verbindung. Verkleinern Sie den Bereich der Verbindung, oder bitten Sie einen Admin, den des Secret Managers zu erweitern.`,
  tooManyTags: ({ key, most }) =>
    `Eine Verbindung hat höchstens ${most} Schlagwörter, und „${key}“ hätte mehr. Nehmen Sie zuerst welche weg.`,
  keyBudgetSpent:
    'Es wurden mehr Geheimnisse angefragt, als die Grenze für einen Aufrufer erlaubt, und dieses ist nicht im Cache. Warten Sie und versuchen Sie es dann erneut; ein Betreiber kann die Grenze ändern.',
  callerBudgetSpent:
    'Es wurde mehr bei Secret Managern angefragt, als die Grenze für einen Aufrufer erlaubt. Warten Sie und versuchen Sie es dann erneut; ein Betreiber kann die Grenze ändern.',
  tooManyTests:
    'Sie haben in der letzten Minute viele Tests gemacht, oder zwei laufen noch. Warten Sie einen Moment und testen Sie dann erneut.',
  alreadyBoundTo: 'Die Felder sind schon an diesen Secret Manager gebunden. Wählen Sie einen anderen.',
  alreadyBoundToHere: 'Die Felder sind schon an diesen gebunden.',
  changedSincePreview: 'Sie wurde seit der Vorschau geändert. Sehen Sie sie noch einmal an.',
  changedSinceRepoint: 'Sie wurde seitdem geändert oder entfernt und bleibt deshalb, wie sie ist.',
  undoneAlready: 'Das wurde schon rückgängig gemacht. Laden Sie neu, um zu sehen, was nun gebunden ist.',

  fieldBoundAnew:
    'Jemand hat dieses Feld inzwischen an etwas anderes gebunden. Laden Sie neu und sehen Sie es noch einmal an.',
  scanTooDear: ({ requests }) =>
    `Eine Durchsicht würde etwa ${counted(requests, 'Anfrage', 'Anfragen')} kosten, und 70 % vom Limit des Secret Managers sind schon verbraucht. Der Rest bleibt den Workloads. Sehen Sie erneut durch, wenn sich das Limit erneuert hat.`,
  scanUnderWay: ({ name }) =>
    `Eine Durchsicht von ${name} läuft schon. Was sie findet, steht hier, wenn sie endet.`,
  foundMoved:
    'Das Objekt wurde in einen anderen Tresor verschoben und hat dort eine neue ID. Binden Sie es dort.',
  foundArchived:
    'Das Objekt liegt im Archiv von 1Password. Stellen Sie es dort wieder her, oder binden Sie ein anderes.',
  foundReplaced:
    'Das Objekt wurde gelöscht, und sein Tresor hat ein anderes mit demselben Titel. Binden Sie dieses, wenn es das richtige ist.',
  foundDeleted:
    'Das Objekt wurde gelöscht oder in einen Tresor verschoben, den dieses Token nicht sieht. Binden Sie ein anderes.',
  foundFieldGone: 'Das Objekt ist da, hat dieses Feld aber nicht mehr. Binden Sie ein anderes Feld davon.',
  foundVariableRenamed:
    'Das Environment hat keine Variable dieses Namens mehr, aber diese an ihrer Stelle. Binden Sie sie, oder nennen Sie sie in 1Password wieder wie zuvor.',
  foundAmbiguous: 'Mehr als ein Objekt oder Feld hat diese Namen. Binden Sie das gemeinte.',
  foundNothing:
    'Der Secret Manager hat für dieses Token nichts unter diesen Namen. Prüfen Sie sie, oder binden Sie mit der Auswahl.',
  foundForbidden:
    'Dieses Token sieht den Tresor nicht mehr: Er wurde gelöscht, oder das Token durch eines ersetzt, das ihn nicht lesen darf. Verwenden Sie ein Token, das es darf, oder binden Sie ein anderes Geheimnis.',
};

function roleNameOf(role: string): string {
  return isRole(role) ? roleWords.de[role].label : role;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('de-DE')} ${count === 1 ? one : many}`;
}
