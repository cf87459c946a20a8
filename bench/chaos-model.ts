/** A text that was true from a moment on: a value of a secret, or a revision of a connection. Moments are of `performance.now()`. */
export interface Version {
  text: string;
  fromMs: number;
  /** When the change to it was confirmed, where somebody had to confirm it. */
  confirmedAtMs?: number;
}

/** Something that changes while it is read: a secret, or a plain field of a connection. */
export interface Changing {
  versions: Version[];
  /** By process: the place of the youngest version that it has given, and when it had. */
  given: Map<string, { place: number; atMs: number }>;
}

/** An answer with one text. `life` names a process: one that is started again is another. */
export interface Given {
  life: string;
  text: string;
  askedAtMs: number;
  answeredAtMs: number;
}

/** What the answer says of a secret's value. */
export interface Told {
  state: string;
  ageMs: number;
}

/** What the policy and the settings allow, in milliseconds. */
export interface Bounds {
  freshMs: number;
  /** For what this machine takes to do it. */
  slackMs: number;
}

/** Something new, with its first version. */
export function changing(text: string, nowMs: number): Changing {
  return { versions: [{ text, fromMs: nowMs }], given: new Map() };
}

/** Which version an answer gave, and which its process had given before. Notes it. Undefined: it never was. */
export function noteGiven(
  thing: Changing,
  { life, text, askedAtMs, answeredAtMs }: Given,
): { place: number; before: number } | undefined {
  const place = thing.versions.findIndex((version) => version.text === text);
  if (place < 0) return undefined;
  const last = thing.given.get(life);
  // Of two answers that overlap neither is the later one.
  const before = last !== undefined && last.atMs <= askedAtMs ? last.place : 0;
  if (last === undefined || place > last.place) thing.given.set(life, { place, atMs: answeredAtMs });
  return { place, before };
}

/**
 * What is wrong with a secret's value, a line each. `calmSinceMs`: since when nothing keeps the process from reading this secret
 * again; undefined while something does.
 */
export function faultsOfSecret(
  thing: Changing,
  given: Given & Told,
  calmSinceMs: number | undefined,
  { freshMs, slackMs }: Bounds,
): string[] {
  const noted = noteGiven(thing, given);
  if (noted === undefined) return ['it never was'];
  const { place, before } = noted;
  const sinceMs = thing.versions[place]?.fromMs ?? 0;
  const untilMs = thing.versions[place + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
  const calmMs = calmSinceMs === undefined ? 0 : given.askedAtMs - Math.max(untilMs, calmSinceMs);
  const checks: [isWrong: boolean, what: string][] = [
    [given.answeredAtMs - given.ageMs < sinceMs - slackMs, 'it was not that yet when it is said to be read'],
    [
      given.askedAtMs - given.ageMs > untilMs + slackMs,
      'it was not that any more when it is said to be read',
    ],
    [place < before, `this process has given version ${before} before`],
    [given.state === 'fresh' && given.ageMs > freshMs + slackMs, 'it is not fresh any more'],
    [calmMs > 2 * freshMs + slackMs, 'nothing kept it from being read again'],
  ];
  return checks.flatMap(([isWrong, what]) => (isWrong ? [what] : []));
}

/** What is wrong with the plain text of a connection. `heardSinceMs`: since when the process hears of changes; undefined: it does not. */
export function faultsOfEdit(
  thing: Changing,
  given: Given,
  heardSinceMs: number | undefined,
  { slackMs }: Bounds,
): string[] {
  const noted = noteGiven(thing, given);
  if (noted === undefined) return ['it never was'];
  const { place, before } = noted;
  // Whether one that was not confirmed came to be is not known.
  const confirmed = thing.versions.slice(place + 1).flatMap(({ confirmedAtMs }) => confirmedAtMs ?? []);
  const changedAtMs = Math.min(Number.POSITIVE_INFINITY, ...confirmed);
  const heardMs = heardSinceMs === undefined ? 0 : given.askedAtMs - Math.max(changedAtMs, heardSinceMs);
  return [
    ...(place < before ? [`this process has given version ${before} before`] : []),
    ...(heardMs > slackMs ? ['it was changed, and the process could know'] : []),
  ];
}
