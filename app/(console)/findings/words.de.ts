import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  title: 'Defekte Referenzen',
  description:
    'Bindungen, die der Secret Manager nicht mehr findet. Eine Durchsicht findet sie, bevor ein Workload es merkt.',
  connections: 'Verbindungen',
  list: {
    label: 'Defekte Referenzen',
    kind: 'Was nicht stimmt',
    anyKind: 'Alles, was nicht stimmt',
    manager: 'Secret Manager',
    anyManager: 'Jeder Secret Manager',
    removed: 'Entfernt',
    since: 'Seit',
  },
  kinds: {
    moved: 'Verschoben',
    archived: 'Archiviert',
    deleted: 'Gelöscht',
    field_gone: 'Feld fehlt',
    ambiguous: 'Mehrdeutig',
    not_found: 'Nie gefunden',
    forbidden: 'Nicht erlaubt',
    manager_gone: 'Secret Manager entfernt',
    missing: 'Fehlt',
    unreadable: 'Nicht lesbar',
  },
  repair: {
    take: 'Dieses nehmen',
    takeFor: (names: string, field: string) => `${names} für ${field} nehmen`,
    choose: 'Anderes wählen',
    chooseFor: (field: string) => `Anderes Geheimnis für ${field} wählen`,
    instead: 'Könnte stattdessen gebunden werden',
    done: (field: string) => `${field} ist wieder gebunden`,
    since: 'Bemerkt',
    backAgain: (field: string) => `${field} ist wieder zu finden`,
    lookFor: 'Suchen, was stattdessen gebunden werden kann',
    offers: (field: string, count: number) =>
      `${field}: ${count === 1 ? '1 Ersatz wird' : `${numberText(count)} Ersatzwerte werden`} angeboten`,
    noOffer: (field: string) =>
      `${field}: Ähnliches wurde nicht gefunden. Wählen Sie ein anderes Geheimnis, oder stellen Sie es wieder her.`,
    inForm: 'Im Formular gebunden. Speichern Sie Ihre Änderungen, um es zu behalten.',
  },
  look: 'Sehen, was nicht stimmt und was stattdessen gebunden werden könnte',
  countBroken: (count: number) => `${numberText(count)} defekt`,
  banner: (count: number) =>
    count === 1 ? 'Eine Referenz ist defekt' : `${numberText(count)} Referenzen sind defekt`,
  bannerText: (fields: string) =>
    `${fields}: Der Secret Manager findet es nicht mehr. Workloads scheitern, sobald der zwischengespeicherte Wert abläuft.`,
  failing: 'Workloads bekommen diese Verbindung nicht',
  unservedText: (fields: string, manager: string) =>
    `${fields}: „${manager}“ kann jetzt nicht gefragt werden, und es ist nichts zwischengespeichert, das noch verwendet werden darf.`,
  failingText: (fields: string) => `${fields}: beim letzten Lesen nicht gefunden.`,
  scan: {
    run: 'Jetzt durchsehen',
    runAll: 'Alle durchsehen',
    about: (requests: number) =>
      requests === 1 ? 'etwa 1 Anfrage' : `etwa ${numberText(requests)} Anfragen`,
    done: 'Durchsicht beendet',
    result: (fields: number, broken: number, healed: number, requests: number) =>
      [
        fields === 1 ? '1 Referenz angesehen' : `${numberText(fields)} Referenzen angesehen`,
        broken === 0 ? 'keine defekt' : `${numberText(broken)} defekt`,
        ...(healed === 0 ? [] : [`${numberText(healed)} geheilt`]),
        requests === 1 ? '1 Anfrage' : `${numberText(requests)} Anfragen`,
      ].join(', '),
    someFailed: (names: string) => `Nicht durchgesehen: ${names}`,
    nothing: 'Noch ist nichts gebunden, also gibt es nichts durchzusehen.',
  },
  empty: {
    title: 'Keine defekte Referenz',
    text: 'Jede gebundene Referenz wurde gefunden, als sie zuletzt gelesen oder durchgesehen wurde.',
  },
  checks: {
    unsure: {
      title: 'Keine defekte Referenz bekannt',
      text: 'Nicht jede gebundene Referenz konnte geprüft werden; es können daher mehr defekt sein.',
    },
    some: 'Nicht jede gebundene Referenz konnte geprüft werden; es können daher mehr defekt sein',
    label: 'Wie weit Referenzen geprüft sind',
    references: (count: number) => (count === 1 ? '1 Referenz' : `${numberText(count)} Referenzen`),
    never: 'nie durchgesehen',
    incomplete: 'letzte Durchsicht war unvollständig',
    complete: 'zuletzt vollständig durchgesehen',
    trouble: {
      connected: 'wird derzeit nicht gefragt',
      untested: 'wird derzeit nicht gefragt',
      degraded: 'antwortet nur zum Teil',
      refused: 'Token abgelehnt',
      rate_limited: 'Limit erreicht',
      unreachable: 'nicht erreichbar',
    },
  },
  nothing: {
    title: 'Nichts dieser Art',
    text: 'Keine defekte Referenz passt zu den Filtern. Entfernen Sie sie, um die anderen zu sehen.',
    clear: 'Alle zeigen',
  },
};
