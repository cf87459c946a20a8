import type { englishInputMessages } from './input-messages';
import type { Said } from './language';

export const germanInputMessages: Said<typeof englishInputMessages> = {
  nameMissing: 'Geben Sie einen Namen ein.',
  nameTooLong: 'Höchstens 80 Zeichen.',
  emailWrong: 'Geben Sie eine E-Mail-Adresse ein, etwa name@example.com.',
  emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein.',
  passwordMissing: 'Geben Sie Ihr Passwort ein.',
  presentPasswordMissing: 'Geben Sie Ihr jetziges Passwort ein.',
  passwordShort: 'Verwenden Sie mindestens 12 Zeichen.',
  passwordLong: 'Verwenden Sie höchstens 128 Zeichen.',
  referenceMissing: 'Geben Sie eine Referenz ein.',
  networkForm: 'Schreiben Sie eine Adresse oder einen Bereich, etwa 10.0.0.0/8 oder 2001:db8::/32.',
  patternForm:
    'Schreiben Sie ein Muster als op://Tresor/Objekt/Feld, mit * für beliebigen Text in einem Teil, oder als op://Tresor/** für alles darunter.',
  keyForm:
    'Eine Kennung hat Kleinbuchstaben, Ziffern und Bindestriche, höchstens 64, und beginnt oder endet nicht mit einem Bindestrich.',
  fieldNameForm: 'Ein Feldname beginnt mit einem Buchstaben und hat Buchstaben, Ziffern, _ . und -.',
  fieldNameReserved: 'Dieser Name gehört JavaScript. Wählen Sie einen anderen.',
  prefixForm:
    'Ein Präfix beginnt mit einem Buchstaben oder _ und hat Buchstaben, Ziffern, _ . und -, höchstens 64 Zeichen.',
  onlyNothing: 'Nennen Sie wenigstens eine Variable, oder lassen Sie `only` weg, um alle zu nehmen.',
  onlyTwice: 'Eine Variable steht hier zweimal. Nennen Sie jede einmal.',
  environmentOfCustom: 'Nur eine Verbindung der App „custom“ nimmt ein ganzes Environment.',
  managerWithoutEnvironments:
    'Dieser Secret Manager hat keine Environments. Wählen Sie ein 1Password-Dienstkonto.',
  tooManyFields: 'Eine Verbindung nimmt höchstens 2.000 Felder. Lassen Sie einige weg.',
  referenceAsValue:
    'Das ist eine Referenz und nicht der Wert selbst. Senden Sie sie als secretManagerId und reference, mit text für das, was darum herum steht.',
  textAroundForm: 'Im Text steht {{secret}} genau einmal, dort, wo das Geheimnis hingehört.',
  textInAddress:
    'Ein Geheimnis gehört nicht in eine Adresse: Wen die Adresse nennt, der bekäme es. Senden Sie es in einem eigenen Feld, etwa als Token.',
  destinationHost:
    'Genau ein Host: ein Name wie db.example.com oder eine Adresse wie 10.0.0.5. Kein Bereich, kein Platzhalter, kein Schema, kein Pfad.',
  fieldForm:
    'Ein Feld nimmt einen value, oder eine secretManagerId mit einer reference oder einem path und vielleicht einem text, und nichts anderes.',
  pathForm:
    'Ein path hat drei oder vier Namen: Tresor, Objekt, Feld oder Tresor, Objekt, Abschnitt, Feld. Nur der Abschnitt darf leer sein.',
  referenceOrPath: 'Senden Sie entweder eine reference oder einen path.',
  portForm: 'Ein Port ist eine Zahl von 1 bis 65535.',
  tagMissing: 'Geben Sie ein Schlagwort ein.',
  tagLong: 'Ein Schlagwort hat höchstens 32 Zeichen.',
  tagComma: 'Ein Schlagwort hat kein Komma.',
  cursorOther: 'Das ist keine Stelle dieser Liste. Beginnen Sie mit der ersten Seite.',

  isMissing: 'Das fehlt. Füllen Sie es aus.',
  isEmpty: 'Füllen Sie das aus.',
  wrongKind: ({ kind }) => `Hier gehört ${germanKinds[kind] ?? 'etwas anderes'} hin.`,
  atLeast: ({ least, unit }) => `Mindestens ${least.toLocaleString('de-DE')}${germanUnits[unit] ?? ''}.`,
  atMost: ({ most, unit }) => `Höchstens ${most.toLocaleString('de-DE')}${germanUnits[unit] ?? ''}.`,
  stepOf: ({ step }) => `Ein Vielfaches von ${step}.`,
  oneOf: ({ choices }) => `Eines von: ${choices}.`,
  unknownName: ({ name }) => `Hier heißt nichts ${name}. Lassen Sie es weg.`,
  meantName: ({ name, meant }) => `Hier heißt nichts ${name}. Vielleicht meinten Sie ${meant}.`,
  unknownNames: 'Hier steht etwas mit einem Namen, den es hier nicht gibt. Lassen Sie es weg.',
  dateForm: 'Ein Zeitpunkt, etwa 2026-01-31T12:00:00Z.',
  characterRefused: 'Hier steht ein Zeichen, das nicht gespeichert werden kann. Von Hand neu eintippen.',
  wrongForm: 'Das hat nicht die Form, die hier gebraucht wird.',
};

const germanKinds: Record<string, string> = {
  string: 'ein Text',
  number: 'eine Zahl',
  int: 'eine ganze Zahl',
  boolean: 'wahr oder falsch (true, false)',
  array: 'eine Liste',
  object: 'ein Objekt',
  record: 'ein Objekt',
  date: 'ein Datum',
};

const germanUnits: Record<string, string> = { string: ' Zeichen', array: '', set: '' };
