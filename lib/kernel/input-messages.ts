/** What is said of single fields of the input: by schemas, which name a key as their message, and of zod's own issues. */
export const englishInputMessages = {
  nameMissing: 'Enter a name.',
  nameTooLong: 'At most 80 characters.',
  emailWrong: 'Enter an e-mail address, like name@example.com.',
  emailMissing: 'Enter your e-mail address.',
  passwordMissing: 'Enter your password.',
  presentPasswordMissing: 'Enter the password that you have now.',
  passwordShort: 'Use at least 12 characters.',
  passwordLong: 'Use at most 128 characters.',
  referenceMissing: 'Enter a reference.',
  networkForm: 'Write an address or a range, such as 10.0.0.0/8 or 2001:db8::/32.',
  patternForm:
    'Write a pattern as op://vault/item/field, with * for any text in a part, or as op://vault/** for all below.',
  keyForm: 'Use up to 64 lowercase letters, digits and hyphens. It can’t start or end with a hyphen.',
  fieldNameForm: 'A field name begins with a letter and has letters, digits, _ . and -.',
  fieldNameReserved: 'This name is JavaScript’s own. Choose another.',
  prefixForm: 'A prefix begins with a letter or _ and has letters, digits, _ . and -, at most 64 characters.',
  onlyNothing: 'Name at least one variable, or leave `only` out to take all of them.',
  onlyTwice: 'A variable stands here twice. Name each once.',
  environmentOfCustom: 'Only a connection of the app “custom” takes a whole Environment.',
  managerWithoutEnvironments: 'This secret manager has no Environments. Choose a 1Password service account.',
  tooManyFields: 'A connection takes at most 2,000 fields. Leave some out.',
  referenceAsValue:
    'This is a reference, not the value itself. Send it as secretManagerId and reference, with text for what stands around it.',
  textAroundForm: 'The text has {{secret}} in it exactly once, where the secret goes.',
  textInAddress:
    'A secret does not go into an address: whoever the address names would get it. Send it in a field of its own, such as a token.',
  destinationHost:
    'One host, exactly: a name such as db.example.com or an address such as 10.0.0.5. No range, no wildcard, no scheme, no path.',
  fieldForm:
    'A field takes a value, or a secretManagerId with a reference or a path and perhaps a text, and nothing else.',
  pathForm:
    'A path has three or four names: vault, item, field, or vault, item, section, field. Only the section can be empty.',
  referenceOrPath: 'Send either a reference or a path.',
  portForm: 'A port is a number from 1 to 65535.',
  tagMissing: 'Enter a tag.',
  tagLong: 'A tag has at most 32 characters.',
  tagComma: 'A tag has no comma.',
  cursorOther: 'This is no cursor of this list. Begin at the first page.',

  // What zod finds, in words for people. `unit` is characters, items or nothing.
  isMissing: 'This is missing. Fill it in.',
  isEmpty: 'Fill this in.',
  wrongKind: ({ kind }: { kind: string }) => `This should be ${englishKinds[kind] ?? 'of another kind'}.`,
  atLeast: ({ least, unit }: { least: number; unit: string }) =>
    `At least ${least.toLocaleString('en')}${englishUnits[unit] ?? ''}.`,
  atMost: ({ most, unit }: { most: number; unit: string }) =>
    `At most ${most.toLocaleString('en')}${englishUnits[unit] ?? ''}.`,
  stepOf: ({ step }: { step: number }) => `A multiple of ${step}.`,
  oneOf: ({ choices }: { choices: string }) => `One of: ${choices}.`,
  unknownName: ({ name }: { name: string }) => `Nothing here is called ${name}. Leave it out.`,
  meantName: ({ name, meant }: { name: string; meant: string }) =>
    `Nothing here is called ${name}. Perhaps you meant ${meant}.`,
  unknownNames: 'Something here has a name that nothing here has. Leave it out.',
  dateForm: 'A point in time, such as 2026-01-31T12:00:00Z.',
  characterRefused: 'This holds a character that cannot be stored. Type it again by hand.',
  wrongForm: 'This has not the form that is wanted here.',
} as const;

const englishKinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a date',
};

const englishUnits: Record<string, string> = { string: ' characters', array: ' of them', set: ' of them' };
