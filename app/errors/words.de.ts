/** The German of words.ts. */
export const german = {
  pageTitle: 'Fehlercodes',
  title: 'Fehlercodes',
  text: 'Jeder Fehler, den Latchkey meldet, hat einen dieser Codes. Ein Code behält seine Bedeutung; Programme können danach entscheiden.',
  all: 'Alle Fehlercodes',
  code: 'Fehlercode',
  status: 'HTTP-Status',
  meaning: 'Bedeutung',
  again: 'Soll ein Programm es noch einmal versuchen?',
  passing:
    'Ja. Das vergeht von selbst. Warten Sie so lange, wie die Kopfzeile Retry-After sagt, und versuchen Sie es erneut.',
  slower:
    'Ja, aber langsamer. Warten Sie so lange, wie die Kopfzeile Retry-After sagt, und versuchen Sie es erneut.',
  reread:
    'Nicht unverändert. Lesen Sie erneut, was dort jetzt steht, wenden Sie die Änderung darauf an und senden Sie das.',
  lasting: 'Nein. Dieselbe Anfrage bekommt dieselbe Antwort, bis jemand die Ursache behebt.',
  more: 'Mehr sagt die Antwort selbst: „detail“ nennt, worum es ging, und „requestId“ steht im Protokoll.',
};
