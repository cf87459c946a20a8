import type { Said } from './language';
import type { englishProviderMessages } from './provider-messages';

export const germanProviderMessages: Said<typeof englishProviderMessages> = {
  referenceBegins: ({ begins }) =>
    `Eine Referenz beginnt mit ${begins} in Kleinbuchstaben, und davor steht nichts.`,
  referenceParts: ({ parts }) =>
    `Eine Referenz hat drei oder vier Teile, op://Tresor/Objekt/Feld oder op://Tresor/Objekt/Abschnitt/Feld; diese hat ${parts}. Steht ein / in einem Namen, senden Sie die Namen über die API als path.`,
  referenceEmptyPart:
    'Ein Teil dieser Referenz ist leer: Tresor, Objekt und Feld brauchen einen Namen oder eine ID. Schreiben Sie op://Tresor/Objekt/Feld.',
  referenceQuery:
    'Nach ? steht in einer Referenz genau attribute=otp, attribute=totp oder ssh-format=openssh, in Kleinbuchstaben. Steht ein ? in einem Namen, senden Sie die Namen über die API als path.',
  referenceCharacter: ({ shown }) =>
    `In den Teilen einer Referenz stehen Buchstaben A–Z, Ziffern, Leerzeichen, _ . und -, und diese hat ein anderes Zeichen${shown}. Namen mit anderen Zeichen werden nachgeschlagen: Fügen Sie die Referenz in die Auswahl ein, oder senden Sie die Namen über die API als path: ["Tresor", "Objekt", "Feld"].`,
  environmentById:
    'Nach op-environment:// kommt die ID des Environments, 26 Buchstaben und Ziffern, dann ein Schrägstrich und der Name der Variablen. In 1Password: Developer → View Environments → Manage environment → Copy environment ID.',
  environmentNameless:
    'Der Name der Variablen fehlt. Schreiben Sie op-environment://environmentId/NAME, oder lassen Sie für alle Variablen den letzten Schrägstrich weg.',
  environmentQuery: 'Nach ? steht in der Referenz einer Variablen nur attribute=otp, für ein Einmalpasswort.',
  environmentEncoding:
    'Der Name der Variablen ist nicht so kodiert, wie eine Adresse es braucht. Schreiben Sie % als %25, / als %2F und ? als %3F.',

  tokenEmpty: 'Das Token ist leer. Fügen Sie das Token des Dienstkontos ein; es beginnt mit ops_.',
  tokenBegins:
    'Das Token eines Dienstkontos beginnt mit ops_, und dieser Text nicht. Kopieren Sie das ganze Token aus 1Password.',
  tokenCharacters:
    'Das Token hat Zeichen, die nicht hineingehören, oder ist abgeschnitten. Kopieren Sie das ganze Token aus 1Password.',
  tokenCutOff:
    'Das Token ist abgeschnitten oder beschädigt: Sein Ende fehlt. Kopieren Sie das ganze Token aus 1Password.',
  tokensSeveral: 'In diesem Text steht mehr als ein Token. Fügen Sie eines davon ein.',
  tokenDamaged: ({ missing }) =>
    `Das Token ist beschädigt: ${missing} fehlt oder ist nicht, wie es sein soll. Erstellen Sie in 1Password ein neues.`,
  tokenKeyWrong:
    'Das Token meldet sich an, aber sein Schlüssel öffnet die Schlüssel des Kontos nicht: Es ist beschädigt. Kopieren Sie es erneut, oder erstellen Sie ein neues.',
  addressRefused: ({ address }) =>
    `Das Token meldet sich bei ${address} an, und das ist keine Adresse von 1Password. Es wurde nichts dorthin gesendet. Verwenden Sie ein in 1Password erstelltes Token, oder lassen Sie die Adresse vom Betreiber in LATCHKEY_SIGN_IN_HOSTS eintragen.`,
  feedAddressRefused:
    'Das ist keine Adresse der Events API von 1Password. Es wurde nichts gesendet. Lassen Sie die Adresse leer, oder lassen Sie sie vom Betreiber in LATCHKEY_SIGN_IN_HOSTS eintragen.',
  feedTokenShape:
    'Ein Token für Events Reporting hat drei durch Punkte getrennte Teile; dieser Text ist keines. Kopieren Sie das ganze Token aus 1Password.',
  feedTokenRefused:
    '1Password weist dieses Token für Events Reporting ab: Es wurde widerrufen oder ist abgelaufen. Erstellen Sie ein neues.',
  feedTokenFeature:
    'Dieses Token darf die Verwendung von Objekten nicht lesen und kann deshalb nicht sagen, welche Objekte geändert wurden. Erstellen Sie ein Token für Events Reporting mit „Objektverwendung“.',
  feedNotOffered: 'Diese Art von Secret-Manager hat keinen Änderungsfeed.',
  feedEmpty: 'Geben Sie ein Token an oder ob dem Änderungsfeed vertraut wird.',
  feedOriginAlone: 'Zu einer Adresse gehört ihr Token.',
  feedMissing:
    'Es gibt keinen Änderungsfeed, dem vertraut werden könnte. Richten Sie ihn zuerst mit einem Token ein.',
  feedTrustShort: 'Solange dem Änderungsfeed vertraut wird, bleiben Werte mindestens zehn Minuten frisch.',
  feedTrustLong: 'Solange dem Änderungsfeed vertraut wird, bleiben Werte höchstens 24 Stunden frisch.',

  connectTokenEmpty:
    'Das Token ist leer. Fügen Sie das Zugriffstoken des Connect-Servers ein; es beginnt mit eyJ.',
  connectTokenShape:
    'Das Zugriffstoken eines Connect-Servers beginnt mit eyJ und hat drei durch Punkte getrennte Teile; dieser Text enthält keines. Kopieren Sie das ganze Token aus 1Password.',
  connectAddressShape:
    'Die Adresse eines Connect-Servers besteht nur aus Schema, Host und Port, etwa https://connect.example.com:8443.',
  connectAddressRefused: ({ address }) =>
    `Latchkey darf an ${address} nichts senden und hat nichts gesendet. Lassen Sie die Adresse Ihres Connect-Servers vom Betreiber in LATCHKEY_SIGN_IN_HOSTS eintragen.`,
  connectCertificateShape:
    'Das Zertifikat ist nicht lesbar. Fügen Sie das Zertifikat Ihrer eigenen Zertifizierungsstelle als PEM ein; es beginnt mit -----BEGIN CERTIFICATE-----.',
  connectSeesNoVault:
    'Was ein Token lesen darf, steht seit seiner Erstellung fest. Erstellen Sie ein Zugriffstoken, das die Tresore lesen darf, die Ihre Workloads brauchen.',
  connectSeesManyVaults: ({ vaults }) =>
    `Dieses Token liest ${vaults} Tresore, und ebenso jeder, der es hat. Erstellen Sie eines, das nur die Tresore liest, die Ihre Workloads brauchen.`,
  seesNoVault:
    'Seine Tresore stehen seit der Erstellung fest. Legen Sie ein Dienstkonto an, das die Tresore lesen darf, die Ihre Workloads brauchen.',
  seesManyVaults: ({ vaults }) =>
    `Dieses Dienstkonto sieht ${vaults} Tresore. Wer sein Token hat, liest sie alle. Tresore lassen sich später nicht entziehen: Legen Sie eines an, das nur die sieht, die Ihre Workloads brauchen.`,

  noVaultNamed: ({ name }) =>
    `Dieses Token sieht keinen Tresor namens „${name}“. Prüfen Sie den Namen, oder verwenden Sie ein Token, das diesen Tresor lesen darf.`,
  vaultsNamed: ({ name }) => `Mehr als ein Tresor heißt „${name}“. Wählen Sie den gemeinten mit der Auswahl.`,
  noItemNamed: ({ name }) =>
    `Der Tresor hat kein Objekt namens „${name}“. Prüfen Sie den Namen, oder wählen Sie das Objekt mit der Auswahl.`,
  itemsNamed: ({ name }) =>
    `Mehr als ein Objekt des Tresors heißt „${name}“. Wählen Sie das gemeinte mit der Auswahl.`,
  itemArchived:
    'Das Objekt liegt im Archiv von 1Password. Stellen Sie es dort wieder her, oder binden Sie ein anderes Objekt.',
  itemUnreadable:
    'Das Objekt hat einen Inhalt, den die Bibliothek von 1Password selbst nicht lesen kann. Öffnen Sie es in 1Password und speichern Sie es erneut, oder wählen Sie ein anderes.',
  connectItemUnreadable:
    'Der Connect-Server kann dieses Objekt nicht in einer Form geben, die Latchkey lesen kann. Öffnen Sie es in 1Password und speichern Sie es erneut, oder wählen Sie ein anderes.',
  connectNoOpenssh:
    'Ein Connect-Server gibt einen privaten Schlüssel so, wie er gespeichert ist. Binden Sie ihn ohne ssh-format=openssh.',
  itemTooLarge:
    'Das Objekt ist größer, als Latchkey liest. Legen Sie, was Workloads brauchen, in ein eigenes Objekt.',
  vaultUnlistable:
    'Ein Objekt dieses Tresors ist nicht lesbar. Deshalb kann die Bibliothek von 1Password den Tresor nicht auflisten, und kein Objekt wird nach Namen gefunden. Was über IDs gebunden ist, funktioniert weiter. Öffnen Sie das Objekt in 1Password und speichern Sie es erneut.',
  vaultTooLarge:
    'Die Liste der Objekte dieses Tresors ist größer, als Latchkey liest. Deshalb wird kein Objekt nach Namen gefunden. Was über IDs gebunden ist, funktioniert weiter.',
  answerNotKept:
    'Was der Secret Manager für dieses Geheimnis geantwortet hat, ließ sich nicht speichern. Prüfen Sie die Namen im Objekt auf ungewöhnliche Zeichen, oder wählen Sie ein anderes Feld.',
  itemOther:
    'Der Secret Manager hat mit einem anderen Objekt geantwortet als dem gefragten. Versuchen Sie es gleich noch einmal.',
  environmentNotFound:
    'Es gibt kein Environment mit dieser ID, oder das Token darf es nicht lesen. Vergleichen Sie die ID mit der, die 1Password unter „Manage environment“ zeigt, und geben Sie dem Dienstkonto Zugriff auf das Environment.',
  environmentCorrupted:
    '1Password hält dieses Environment beschädigt: Es enthält mehr als seine Variablen. Exportieren Sie die Variablen in 1Password, und legen Sie das Environment neu an.',
  environmentArchived:
    'Das Environment liegt im Archiv von 1Password. Stellen Sie es dort wieder her, oder binden Sie eine Variable eines anderen.',
  environmentEmpty: 'Das Environment enthält keine Variablen. Legen Sie sie in 1Password an.',
  notAnEnvironment:
    'Diese ID gehört zu einem Tresor, nicht zu einem Environment. Binden Sie ein Feld seiner Objekte als op://Tresor/Objekt/Feld.',
  environmentUnreadable:
    'Das Environment hat einen Inhalt, den die Bibliothek von 1Password selbst nicht lesen kann. Öffnen Sie es in 1Password, und speichern Sie seine Variablen erneut.',
  noSuchVariable: ({ name }) =>
    `Das Environment hat keine Variable namens „${name}“. Prüfen Sie den Namen in 1Password, wo Groß- und Kleinschreibung zählt, oder wählen Sie die Variable mit der Auswahl.`,
  variablesNamed: ({ name, count }) =>
    `Das Environment hat ${count} Variablen namens „${name}“. Entfernen Sie in 1Password alle bis auf eine.`,
  noSuchField: 'Das Objekt hat kein solches Feld. Wählen Sie ein anderes mit der Auswahl.',
  noSuchSection: 'Das Objekt hat keinen solchen Abschnitt. Wählen Sie das Feld mit der Auswahl.',
  fieldsMatch: 'Mehr als ein Feld des Objekts passt. Wählen Sie das gemeinte mit der Auswahl.',
  otpOnly: 'attribute=otp geht nur bei einem Feld für Einmalpasswörter.',
  otpSeedWrong:
    'Der Startwert des Feldes ergibt kein Einmalpasswort: Er ist nicht, wie er sein soll. Geben Sie ihn in 1Password neu ein.',
  sshOnly: 'ssh-format=openssh geht nur bei einem privaten Schlüssel.',
  sshKeyWrong:
    'Der private Schlüssel in diesem Feld lässt sich nicht in der Form von OpenSSH geben. Binden Sie ihn ohne ssh-format.',
  fileNotText:
    'Die Datei ist kein Text, und nur Text lässt sich über eine Referenz lesen. Binden Sie ein anderes Feld.',
  fieldUnreadable:
    'Der Wert des Feldes lässt sich nicht über eine Referenz lesen. Binden Sie ein anderes Feld.',
  managerCrowded:
    'Auf diesen Secret Manager wartet mehr, als er beantworten kann. Versuchen Sie es gleich noch einmal.',

  reachNameUnknown:
    'Der Hostname des Secret Managers ist dort, wo Latchkey läuft, nicht bekannt. Prüfen Sie den Namensdienst (DNS) des Rechners; wo Server das Internet über einen Proxy erreichen, setzen Sie HTTPS_PROXY.',
  reachNoNameService:
    'Latchkeys Rechner konnte den Hostnamen des Secret Managers nicht nachschlagen. Prüfen Sie seinen Namensdienst (DNS); wo Server das Internet über einen Proxy erreichen, setzen Sie HTTPS_PROXY.',
  reachNoRoute:
    'Latchkeys Rechner hat keinen Netzweg zum Secret Manager. Prüfen Sie Netz und Firewall; wo Server das Internet über einen Proxy erreichen, setzen Sie HTTPS_PROXY.',
  reachRefused:
    'Die Verbindung zum Secret Manager wurde abgelehnt: Dort antwortet kein Dienst, oder eine Firewall lehnt ab. Erlauben Sie ausgehende Verbindungen zu seinem Host und Port (meist 443), oder setzen Sie HTTPS_PROXY, wo Server das Internet über einen Proxy erreichen.',
  reachBrokenOff:
    'Die Verbindung zum Secret Manager riss ab. Latchkey versucht es automatisch wieder. Hält es an, prüfen Sie das Netz und was seinen Verkehr mitliest.',
  reachNotEncrypted:
    'Eine verschlüsselte Verbindung zum Secret Manager kam nicht zustande. Prüfen Sie, was zwischen Latchkey und dem Secret Manager steht: Es muss TLS 1.2 oder neuer durchlassen.',
  reachUntrusted:
    'Das Zertifikat, das Latchkey für den Secret Manager gezeigt wurde, stammt von einer Zertifizierungsstelle, der hier nicht vertraut wird, etwa weil eine Firma ihren Verkehr prüft. Es wurde nichts gesendet. Nennen Sie Latchkey das Zertifikat dieser Stelle als PEM-Datei in NODE_EXTRA_CA_CERTS, und starten Sie es neu.',
  reachUntrustedBy: ({ signer }) =>
    `Das Zertifikat, das Latchkey für den Secret Manager gezeigt wurde, ist von „${signer}“ unterschrieben, dem hier nicht vertraut wird. Es wurde nichts gesendet. Ist das die Zertifizierungsstelle Ihrer Firma, nennen Sie Latchkey ihr Zertifikat als PEM-Datei in NODE_EXTRA_CA_CERTS, und starten Sie es neu.`,
  reachExpired:
    'Das Zertifikat, das Latchkey für den Secret Manager gezeigt wurde, ist abgelaufen oder noch nicht gültig. Es wurde nichts gesendet. Prüfen Sie die Uhr von Latchkeys Rechner und was seinen Verkehr prüft.',
  reachOtherName:
    'Das Zertifikat, das Latchkey gezeigt wurde, gilt nicht für den Hostnamen des Secret Managers. Es wurde nichts gesendet. Prüfen Sie den Namensdienst (DNS) und was den Verkehr von Latchkeys Rechner prüft.',
  reachTimedOut:
    'Eine Verbindung zum Secret Manager kam nicht rechtzeitig zustande. Vielleicht verwirft eine Firewall, was Latchkey sendet: Erlauben Sie ausgehende Verbindungen zu seinem Host und Port (meist 443), oder setzen Sie HTTPS_PROXY, wo Server das Internet über einen Proxy erreichen.',
  reachProxyDown:
    'Der Proxy aus HTTPS_PROXY ist nicht erreichbar. Prüfen Sie seine Adresse in HTTPS_PROXY, und ob er läuft.',
  reachProxyPassword:
    'Der Proxy aus HTTPS_PROXY verlangt Benutzernamen und Passwort oder lehnt die gesendeten ab. Schreiben Sie sie prozentkodiert in HTTPS_PROXY: http://benutzer:passwort@proxy.example.com:3128.',
  reachProxyRefused:
    'Der Proxy aus HTTPS_PROXY lässt die Verbindung zum Secret Manager nicht durch oder erreicht ihn nicht. Erlauben Sie dort Host und Port des Secret Managers (meist 443).',
};
