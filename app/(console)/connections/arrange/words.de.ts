import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  tags: {
    label: 'Schlagwörter',
    add: 'Schlagwort hinzufügen',
    addShort: 'Schlagwort',
    input: 'Schlagwort',
    placeholder: 'zahlungen',
    suggestions: 'Benutzte Schlagwörter',
    make: (tag: string) => `„${tag}“ hinzufügen`,
    count: (connections: number) =>
      connections === 1 ? '1 Verbindung' : `${numberText(connections)} Verbindungen`,
    remove: (tag: string) => `Schlagwort ${tag} wegnehmen`,
    filter: (tag: string) => `Verbindungen mit dem Schlagwort ${tag} zeigen`,
    more: (count: number) => `und ${numberText(count)}`,
  },
  disabled: {
    badge: 'Ausgeschaltet',
    title: 'Diese Verbindung ist ausgeschaltet',
    text: 'Workloads, die nach ihr fragen, erhalten „nicht erlaubt“ mit dem Grund „disabled“. Nichts von ihr geht verloren.',
  },
  toggle: {
    disable: 'Ausschalten',
    enable: 'Einschalten',
    disabled: (name: string) => `${name} ist ausgeschaltet`,
    enabled: (name: string) => `${name} ist eingeschaltet`,
    undo: 'Rückgängig',
  },
  duplicate: {
    action: 'Duplizieren',
    title: (name: string) => `${name} duplizieren`,
    text: 'Eingegebene Werte werden kopiert und neu verschlüsselt; gebundene Felder bleiben an dieselben Geheimnisse gebunden.',
    name: 'Bezeichnung',
    key: 'Kennung',
    keyHelp: 'Workloads fragen mit dieser Kennung nach der Kopie.',
    copyOf: (name: string) => `${name} Kopie`,
    confirm: 'Duplizieren',
    done: (name: string) => `${name} ist angelegt`,
    whileDirty: 'Kopiert wird, was gespeichert ist, nicht was noch ungespeichert ist.',
  },
  bulk: {
    label: 'Ausgewählte Verbindungen',
    select: (name: string) => `${name} auswählen`,
    selectAll: 'Alle gezeigten auswählen',
    column: 'Auswahl',
    notYours:
      'Nicht von Ihnen änderbar: Sie gehört zur ganzen Plattform oder zu Projekten, die nicht alle Ihre sind.',
    leftOut: (count: number) =>
      count === 1
        ? '1 ist ausgelassen: nicht von Ihnen änderbar'
        : `${numberText(count)} sind ausgelassen: nicht von Ihnen änderbar`,
    allThatFit: 'Alle passenden auswählen',
    selected: (count: number) => `${numberText(count)} ausgewählt`,
    none: 'Keine auswählen',
    tag: 'Verschlagworten',
    repoint: 'Umbinden',
    remove: 'Entfernen',
    manyDisabled: (count: number) =>
      count === 1 ? '1 Verbindung ist ausgeschaltet' : `${numberText(count)} Verbindungen sind ausgeschaltet`,
    manyEnabled: (count: number) =>
      count === 1 ? '1 Verbindung ist eingeschaltet' : `${numberText(count)} Verbindungen sind eingeschaltet`,
    sameAlready: 'Sie waren es schon',
    disableTitle: (count: number) =>
      count === 1 ? '1 Verbindung ausschalten?' : `${numberText(count)} Verbindungen ausschalten?`,
    disableText:
      'Workloads, die nach diesen fragen, erhalten „nicht erlaubt“, bis sie wieder eingeschaltet sind:',
    removeTitle: (count: number) =>
      count === 1 ? '1 Verbindung entfernen?' : `${numberText(count)} Verbindungen entfernen?`,
    removeText:
      'Workloads, die nach diesen fragen, erhalten von nun an „nicht gefunden“, und was in sie eingegeben wurde, ist endgültig weg:',
    removeWord: 'entfernen',
    removeDone: (count: number) =>
      count === 1 ? '1 Verbindung ist entfernt' : `${numberText(count)} Verbindungen sind entfernt`,
    removeFailed: (keys: string) => `Nicht entfernt: ${keys}`,
    andMore: (count: number) => `und ${numberText(count)} weitere`,
    tagTitle: (count: number) =>
      count === 1 ? '1 Verbindung verschlagworten' : `${numberText(count)} Verbindungen verschlagworten`,
    tagText: 'Neue Schlagwörter erhalten alle. Nehmen Sie eines weg, um es allen wegzunehmen.',
    tagDone: (count: number) =>
      count === 1
        ? 'Schlagwörter von 1 Verbindung geändert'
        : `Schlagwörter von ${numberText(count)} Verbindungen geändert`,
    tagSave: 'Schlagwörter ändern',
    nothing: 'Wählen Sie zuerst ein Schlagwort.',
  },
  repoint: {
    title: 'An einen anderen Secret Manager binden',
    text: 'Dort werden dieselben Namen von Tresor, Objekt und Feld gesucht. Sie sehen, was geschähe, bevor sich etwas ändert.',
    from: 'Von',
    to: 'Zu',
    choose: 'Secret Manager wählen',
    noOther: 'Es gibt keinen anderen Secret Manager. Verbinden Sie zuerst einen.',
    look: 'Vorschau',
    chooseFirst: 'Wählen Sie zuerst beide Secret Manager.',
    looking: 'Dieselben Namen werden gesucht',
    progress: 'Umbinden',
    applied: (done: number, all: number) => `${numberText(done)} von ${numberText(all)} Verbindungen`,
    apply: (count: number) =>
      count === 0 ? 'Umbinden' : count === 1 ? '1 Feld umbinden' : `${numberText(count)} Felder umbinden`,
    nothingFits: 'Keines der Felder wurde dort gefunden.',
    summary: (fine: number, left: number) =>
      left === 0
        ? `Alle ${numberText(fine)} gefunden`
        : `${numberText(fine)} gefunden, ${numberText(left)} bleiben, wie sie sind`,
    requests: (preview: number, apply: number) =>
      `Die Vorschau brauchte ${preview === 1 ? '1 Anfrage' : `${numberText(preview)} Anfragen`}${apply === 0 ? '' : `; das Umbinden braucht etwa ${numberText(apply)}`}.`,
    notWhole: 'Die ersten 10.000 Verbindungen sind gezeigt. Binden Sie diese um, dann die nächsten.',
    list: 'Was geschähe',
    outcomes: {
      fine: 'Gefunden',
      not_found: 'Nicht gefunden',
      ambiguous: 'Mehrdeutig',
      not_served: 'Abgewiesen',
      not_yours: 'Nicht von Ihnen änderbar',
      unreadable: 'Nicht lesbar',
    },
    at: {
      vault: 'kein Tresor dieses Namens',
      item: 'kein Objekt dieses Namens',
      field: 'kein Feld dieses Namens',
    },
    twice: {
      vault: 'mehrere Tresore dieses Namens',
      item: 'mehrere Objekte dieses Namens',
      field: 'mehrere Felder dieses Namens',
    },
    notYours: 'die Verbindung ist nicht ganz Ihre',
    notServed: 'er dient nicht allen Projekten der Verbindung',
    unreadable: 'der Secret Manager konnte das Objekt nicht lesen',
    unused: 'Keine Verbindung, die Sie erreichen, ist daran gebunden.',
    done: (fields: number, connections: number) =>
      `${fields === 1 ? '1 Feld' : `${numberText(fields)} Felder`} von ${connections === 1 ? '1 Verbindung' : `${numberText(connections)} Verbindungen`} umgebunden`,
    left: (keys: string, more: number) =>
      `Unverändert: ${keys}${more > 0 ? ` und ${numberText(more)} weitere` : ''}`,
    undo: 'Rückgängig',
    undone: (connections: number) =>
      connections === 1
        ? '1 Verbindung ist gebunden wie zuvor'
        : `${numberText(connections)} Verbindungen sind gebunden wie zuvor`,
    action: 'Verbindungen umbinden',
  },
  list: {
    state: 'Status',
    anyState: 'Jeder Status',
    states: {
      broken: 'Defekt',
      unserved: 'Workloads scheitern',
      manager_in_trouble: 'Secret Manager gestört',
      refused: 'Abgewiesen',
      disabled: 'Ausgeschaltet',
      enabled: 'Eingeschaltet',
    },
    tag: 'Schlagwort',
    anyTag: 'Jedes Schlagwort',
    sort: 'Sortieren',
    sorts: { name: 'Nach Name', updated: 'Zuletzt geändert', read: 'Zuletzt gelesen', app: 'Nach App' },
    broken: (count: number) => `${numberText(count)} defekt`,
    refused: (count: number) => `${numberText(count)} abgewiesen`,
  },
};
