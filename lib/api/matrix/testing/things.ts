/** Whose a thing is: of project A, of A and B, of B, of the whole platform, of no project at all. */
export const things = ['own', 'shared', 'other', 'platform', 'none'] as const;

export type Thing = (typeof things)[number];

/** Cache entries: bound in a connection of that thing through the platform's secret manager, or in none; or of a manager. */
export const entryThings = [
  'boundOwn',
  'boundShared',
  'boundOther',
  'boundPlatform',
  'loose',
  'ofOwn',
  'ofShared',
  'ofOther',
  'ofNone',
] as const;

export type EntryThing = (typeof entryThings)[number];
