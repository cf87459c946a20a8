/** What must be true of answers, from the life of an account that the benchmark leads. */
export interface Thing {
  vault: string;
  item: string;
  title: string;
  key: string;
  /** When it was put away; undefined: it is there. */
  awaySinceMs: number | undefined;
  /** When it came back last. */
  backAtMs: number;
  /** By field: the values it had, and from when. */
  values: Map<string, { value: string; fromMs: number }[]>;
  /** By field: the place of the youngest value that anybody was given. */
  given: Map<string, number>;
}

/** Since when 1Password is in trouble, if it is, and when it was last. */
export interface Weather {
  troubleSinceMs: number | undefined;
  troubleUntilMs: number;
}

/** A value that was given for a field, and how old it was said to be. */
export interface Given {
  name: string;
  value: string;
  state: string;
  ageMs: number;
  /** Whether the value was changed while it was read: then it may be the one before or after. */
  isRotating: boolean;
}

const minuteMs = 60_000;
const freshMs = 5 * minuteMs;
const longestMs = freshMs + 24 * 60 * minuteMs;
/** How long after the last trouble a pause of the breaker or a remembered absence may last, with their spread. */
export const passesWithinMs = 80 * minuteMs;

/** What is wrong with a value that was given now, a line each; notes it as given. */
export function faultsOfValue(thing: Thing, given: Given, weather: Weather, nowMs: number): string[] {
  const { name, value, state, ageMs, isRotating } = given;
  const where = `${thing.key}.${name} is ${value}, ${state}, ${ageMs} ms old`;
  const versions = thing.values.get(name) ?? [];
  const index = versions.findIndex((version) => version.value === value);
  if (index < 0) return [`${where}: it never was`];
  const readAtMs = nowMs - ageMs;
  const sinceMs = versions[index]?.fromMs ?? 0;
  const untilMs = versions[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
  const before = thing.given.get(name) ?? 0;
  thing.given.set(name, Math.max(index, before));
  const isAway = thing.awaySinceMs !== undefined && readAtMs > thing.awaySinceMs;
  const checks: [isWrong: boolean, what: string][] = [
    [readAtMs < sinceMs, 'it was not that yet'],
    [readAtMs > untilMs && !isRotating, 'it was not that any more'],
    [index < before, 'a younger one was given before'],
    [state === 'fresh' && ageMs >= freshMs, 'not fresh any more'],
    [ageMs >= longestMs, 'too old for the policy'],
    [isAway, 'its item was put away before'],
    [ageMs >= 2 * freshMs && isCalm(weather, nowMs), 'nothing kept it from being read again'],
  ];
  return checks.flatMap(([isWrong, what]) => (isWrong ? [`${where}: ${what}`] : []));
}

/** What is wrong with a failure that was told now. */
export function faultsOfFailure(thing: Thing, code: string, weather: Weather, nowMs: number): string[] {
  const where = `${thing.key} fails with ${code}`;
  if (code.startsWith('provider_'))
    return isCalm(weather, nowMs) ? [`${where}: nothing is wrong with 1Password`] : [];
  if (code !== 'secret_not_found') return [where];
  const isBack = thing.awaySinceMs === undefined && nowMs - thing.backAtMs > passesWithinMs;
  return isBack ? [`${where}: it is there`] : [];
}

function isCalm({ troubleSinceMs, troubleUntilMs }: Weather, nowMs: number): boolean {
  return troubleSinceMs === undefined && nowMs - troubleUntilMs > passesWithinMs;
}
