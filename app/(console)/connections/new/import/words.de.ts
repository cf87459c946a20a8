import { numberText } from '@/components/words/numbers';

/** The same in German. */
export const german = {
  title: 'Verbindung importieren',
  description:
    'Fügen Sie eine .env oder Referenzen ein, oder übernehmen Sie ein Objekt aus einem Secret Manager. Gespeichert wird erst, wenn Sie das Formular gesehen haben.',
  text: {
    title: 'Was Sie haben',
    help: 'Zeilen wie NAME=op://Tresor/Objekt/Feld, mit oder ohne export und Anführungszeichen, oder nur Referenzen, eine je Zeile.',
    label: 'Eine .env oder Referenzen',
  },
  item: {
    take: 'Objekt aus einem Secret Manager übernehmen',
    purpose: 'eine neue Verbindung',
    help: 'Alle Felder, die etwas enthalten, werden Felder der Verbindung.',
    reading: 'Das Objekt wird gelesen',
    empty: 'Kein Feld dieses Objekts enthält etwas, das sich binden lässt.',
  },
  found: {
    title: 'Was daraus wird',
    help: 'Im Formular, das danach kommt, lässt sich alles noch ändern.',
    nothing: 'Was Sie einfügen, steht dann hier, Zeile für Zeile.',
    fields: (count: number) => (count === 1 ? '1 Feld' : `${numberText(count)} Felder`),
    unread: (count: number) =>
      count === 1 ? '1 Zeile nicht gelesen' : `${numberText(count)} Zeilen nicht gelesen`,
    list: 'Felder',
    line: (line: number) => `Zeile ${numberText(line)}`,
    named: 'nach dem Feld benannt',
    typed: 'ein Wert, keine Referenz',
    empty: 'leer',
    more: (count: number) => `und ${numberText(count)} weitere`,
    through: (name: string) => `über ${name}`,
  },
  app: 'App',
  appHelp: 'Aus den Namen erraten. Wählen Sie eine andere, wenn das nicht stimmt.',
  manager: 'Secret Manager',
  managerHelp: 'Hier werden die Referenzen gesucht.',
  noManager: {
    title: 'Kein Secret Manager, in dem gesucht werden kann',
    text: 'Referenzen bleiben leer. Ein Admin verbindet einen Secret Manager unter Plattformverwaltung, Sicherheit.',
  },
  typed: {
    label: (count: number) =>
      count === 1
        ? 'Den einen Wert übernehmen, der keine Referenz ist'
        : `Die ${numberText(count)} Werte übernehmen, die keine Referenzen sind`,
    help: 'Latchkey bewahrt solche Werte verschlüsselt auf. Sie kommen nicht aus einem Secret Manager und ändern sich nicht mit ihm.',
  },
  unread: {
    title: (count: number) =>
      count === 1
        ? 'Aus dieser Zeile wird kein Feld'
        : `Aus diesen ${numberText(count)} Zeilen wird kein Feld`,
    keep: 'Sie bleiben oben im Text: Ändern Sie sie dort, oder machen Sie ohne sie weiter.',
    why: {
      form: 'Es ist weder NAME=Wert noch eine Referenz.',
      quote: 'Ein Anführungszeichen ist nicht geschlossen, oder danach steht noch etwas.',
      name: 'Ein Feldname beginnt mit einem Buchstaben und hat höchstens 64 Buchstaben, Ziffern, _ . und -.',
      twice: 'Eine Zeile darüber hat denselben Namen.',
      reference: 'Eine Referenz hat die Form op://Tresor/Objekt/Feld, einmal je Zeile.',
      address: 'Ein Geheimnis gehört nicht in eine Adresse. Geben Sie ihm ein eigenes Feld.',
      many: 'Eine Verbindung nimmt höchstens 2.000 Felder.',
    },
  },
  go: 'Weiter',
  lookingUp: 'Namen werden nachgeschlagen',
  nothingYet: 'Fügen Sie mindestens eine Zeile ein, aus der ein Feld wird.',
  cancel: 'Abbrechen',
  back: 'Zurück zum Text',
};
