import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  title: 'Secret Manager',
  description:
    'Woher Zugangsdaten kommen. Latchkey bewahrt Referenzen darauf und liest einen Wert, wenn ein Workload danach fragt.',
  connect: '1Password verbinden',
  search: 'Secret Manager suchen',
  nothingFound: (search: string) => `Kein Secret Manager hat „${search}“ im Namen.`,
  columns: {
    name: 'Name',
    provider: 'Anbieter',
    status: 'Status',
    since: 'Seit',
    scope: 'Nutzbar für',
    vaults: 'Tresore',
    references: 'Gebundene Referenzen',
    requests: 'Konto in 24 h',
    checked: 'Getestet',
  },
  requests: (used: number, limit: number) => `${numberText(used)} von ${numberText(limit)}`,
  vaults: (count: number) => (count === 1 ? '1 Tresor' : `${numberText(count)} Tresore`),
  references: (count: number) => (count === 1 ? '1 Referenz' : `${numberText(count)} Referenzen`),
  tested: 'getestet',
  neverTested: 'nie getestet',
  empty: {
    title: 'Noch kein Secret Manager',
    text: 'Verbinden Sie einen; dann können Ihre Teams die Felder ihrer Verbindungen an seine Geheimnisse binden, statt sie einzufügen.',
    readOnly: 'Ein Admin verbindet den ersten; dann können Sie Felder an seine Geheimnisse binden.',
    providers: 'Anbieter',
    onepassword:
      'Mit einem Dienstkonto, das Sie für Latchkey anlegen, oder über Ihren eigenen Connect-Server.',
  },
  howTo: {
    title: 'So entsteht ein Dienstkonto',
    steps: [
      'Öffnen Sie auf 1Password.com „Developer“, dann „Directory“. Wählen Sie unter „Infrastructure Secrets Management“ den Punkt „Other“, dann „Create a Service Account“.',
      'Benennen Sie es nach Latchkey und lassen Sie „can create vaults“ ausgeschaltet.',
      'Wählen Sie nur die Tresore, die Ihre Workloads brauchen. Das Symbol neben jedem Tresor bestimmt, was es dort darf: Objekte lesen, sonst nichts. Das lässt sich später nicht ändern. Eingebaute Tresore (Persönlich, Privat, Mitarbeiter, der erste geteilte) sind nicht möglich; legen Sie Objekte dafür in einen eigenen Tresor.',
      'Legen Sie das Konto an, sichern Sie sein Token in 1Password und fügen Sie es hier ein. 1Password zeigt es nur einmal.',
    ],
    command: 'Oder mit der Kommandozeile von 1Password, mit den Namen Ihrer Tresore:',
    commandLabel: 'Befehl, der ein Dienstkonto anlegt',
    link: 'Assistenten bei 1Password öffnen',
    href: 'https://start.1password.com/developer-tools/infrastructure-secrets/serviceaccount/',
  },
  kinds: {
    label: '1Password erreichen',
    onepassword: {
      label: 'Mit einem Dienstkonto',
      help: 'Direkt, mit einem Token, das Sie für Latchkey anlegen. Ihr Tarif begrenzt seine Anfragen.',
    },
    'onepassword-connect': {
      label: 'Über einen Connect-Server',
      help: 'Ein Server, den Sie selbst betreiben. Er hat kein Anfragelimit und antwortet auch, wenn 1Password ausfällt.',
    },
  },
  accountOf: { onepassword: 'Dienstkonto', 'onepassword-connect': 'Zugriffstoken' },
  server: {
    address: 'Adresse des Connect-Servers',
    addressHelp: 'Schema, Host und Port. Der Betreiber trägt sie in LATCHKEY_SIGN_IN_HOSTS ein.',
    token: 'Zugriffstoken',
    tokenReadable: 'Ein vollständiges Token.',
    refused:
      'Der Connect-Server hat dieses Token abgelehnt. Vielleicht gehört es zu einem anderen Server oder wurde widerrufen. Erstellen Sie in 1Password ein neues und fügen Sie es hier ein.',
    certificate: 'Zertifikat Ihrer Zertifizierungsstelle',
    certificateHelp:
      'Als PEM, nur wenn das Zertifikat des Servers nicht von einer öffentlichen Stelle stammt.',
    howTo: {
      title: 'So entsteht ein Zugriffstoken',
      steps: [
        'Betreiben Sie einen Connect-Server in Ihrem Netz: Die Anleitung von 1Password nennt die Container und die Datei mit Zugangsdaten, die er braucht.',
        'Öffnen Sie auf 1Password.com „Developer“, dann „Directory“, und wählen Sie Ihren Connect-Server.',
        'Erstellen Sie ein Zugriffstoken, das nach Latchkey benannt ist. Wählen Sie nur die Tresore, die Ihre Workloads brauchen, und lassen Sie es lesen.',
        'Sichern Sie das Token in 1Password und fügen Sie es hier ein.',
      ],
      command: 'Oder mit der Kommandozeile von 1Password, mit den Namen Ihres Servers und Ihrer Tresore:',
      commandLabel: 'Befehl, der ein Zugriffstoken erstellt',
      link: 'Anleitung von 1Password lesen',
      href: 'https://developer.1password.com/docs/connect/get-started/',
    },
  },
  sandbox: {
    title: 'Kein Konto zur Hand? Nehmen Sie den Sandkasten.',
    text: (address: string) =>
      `Dieses Latchkey vertraut auch ${address}. Läuft dort der Sandkasten, fügen Sie das Token ein, das er beim Start ausgegeben hat.`,
  },
  form: {
    title: '1Password verbinden',
    description: '„Testen“ zeigt, was das Token sieht. „Verbinden“ testet noch einmal und speichert.',
    name: 'Name',
    nameHelp: 'Ihre Teams sehen ihn, wenn sie ein Geheimnis auswählen.',
    namePlaceholder: '1Password Produktion',
    token: 'Token des Dienstkontos',
    tokenHelp: 'Wird versiegelt gespeichert und nie wieder gezeigt.',
    tokenReadable: (address: string) => `Ein vollständiges Token. Es meldet sich bei ${address} an.`,
    tokenExtracted: 'Der Text darum herum wurde weggelassen.',
    sameAccount: (names: readonly string[]) => `Bereits verbunden als ${names.join(', ')}`,
    sameAccountText:
      'Beide lesen dieselben Tresore und teilen sich ein Anfragelimit. Sie können es noch einmal verbinden, meist genügt eines.',
    plan: '1Password-Tarif',
    planHelp:
      'Latchkey bleibt unter seinen Anfragelimits. Solange Sie keine eigene frische Zeit setzen, richtet sie sich nach dem Tarif.',
    plans: {
      business: { label: 'Business', hint: '10.000 Lesezugriffe je Stunde und Token, 50.000 am Tag' },
      teams: { label: 'Teams', hint: '1.000 Lesezugriffe je Stunde und Token, 5.000 am Tag' },
      other: {
        label: 'Anderer oder unsicher',
        hint: '1.000 Lesezugriffe je Stunde und Tag, am vorsichtigsten',
      },
    },
    test: 'Testen',
    submit: 'Verbinden',
    needToken: 'Fügen Sie zuerst ein vollständiges Token ein.',
    needAddress: 'Geben Sie zuerst die Adresse des Servers ein.',
    refused:
      '1Password hat dieses Token abgelehnt. Vielleicht wurde es widerrufen oder ersetzt. Erstellen Sie in 1Password ein neues und fügen Sie es hier ein.',
    connected: (name: string) => `${name} ist verbunden`,
    connectedText: 'Seine Geheimnisse lassen sich jetzt in Verbindungen seiner Projekte binden.',
    connectedNext: 'Als Nächstes: festlegen, welche Projekte welche seiner Geheimnisse nutzen dürfen.',
    giveAccess: 'Zugriff geben',
    scope: {
      label: 'Nutzbar für',
      platform: {
        label: 'Die ganze Plattform',
        help: 'Plattformweite Verbindungen sofort. Danach legen Sie fest, welche Projekte welche seiner Geheimnisse nutzen dürfen.',
      },
      project: {
        label: 'Ausgewählte Projekte',
        help: 'Nur diese, und alle seine Geheimnisse, bis Sie das unter „Zugriff“ einschränken.',
      },
    },
  },
  found: {
    title: 'Das Token funktioniert',
    address: 'Meldet sich an bei',
    vaults: 'Tresore',
    environments: 'Environments',
    items: (count: number) => (count === 1 ? '1 Objekt' : `${numberText(count)} Objekte`),
    more: (count: number) => `und ${numberText(count)} weitere`,
    warnings: {
      sees_no_vault: 'Sieht keinen Tresor',
      can_write: 'Darf mehr als lesen',
      sees_many_vaults: 'Sieht viele Tresore',
    },
    check: {
      title: 'Sehen Sie in 1Password nach, dass es nicht mehr darf',
      text: 'Ein Token verrät nicht, ob es auch schreiben oder Tresore anlegen darf. Öffnen Sie auf 1Password.com „Developer“ und wählen Sie dieses Dienstkonto: Seine Seite nennt seine Tresore und was es in jedem darf. Objekte zu lesen genügt, in den Tresoren, die Ihre Workloads brauchen. Steht dort mehr, legen Sie ein neues an: Was ein Dienstkonto darf, lässt sich nicht ändern.',
    },
  },
};
