/** An input that is none: where it is odd, and how. */
export interface OddInput {
  /** Dotted; the empty path is the whole. */
  path: string;
  kind: string;
  input: unknown;
}

const filters = { equals: 'x', not: '', contains: 'a' };
const long = 'x'.repeat(100_000);

/** From a valid input: each text, list and the whole replaced by what a browser or a client could send in its place. */
export function oddInputs(valid: unknown): OddInput[] {
  const wholes: [string, unknown][] = [
    ['text', 'x'],
    ['list', [valid]],
    ['null', null],
    ['number', 7],
  ];
  return [
    ...wholes.map(([kind, input]) => ({ path: '', kind, input })),
    ...placesOf(valid, []).flatMap(({ path, value }) =>
      replacements(value).map(([kind, odd]) => ({
        path: path.join('.'),
        kind,
        input: replaced(valid, path, odd),
      })),
    ),
  ];
}

function replacements(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) {
    return [
      ['20,000 elements', Array.from({ length: 20_000 }, () => value[0])],
      ['an object', { ...value }],
    ];
  }
  if (typeof value !== 'string') return [];
  return [
    ...Object.entries(filters).map(([name, text]): [string, unknown] => [name, { [name]: text }]),
    ['a list', [value]],
    ['a number', 7],
    ['true', true],
    ['a text with NUL', `${value}\u0000`],
    ['half a surrogate pair', `${value}\ud800`],
    ['100,000 characters', long],
  ];
}

interface Spot {
  path: string[];
  value: unknown;
}

function placesOf(value: unknown, path: string[]): Spot[] {
  if (typeof value === 'string') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, part]) => placesOf(part, [...path, name]));
  return Array.isArray(value) ? [{ path, value }, ...inner.slice(0, 20)] : inner;
}

function replaced(value: unknown, [name, ...rest]: readonly string[], odd: unknown): unknown {
  if (name === undefined) return odd;
  if (Array.isArray(value)) {
    return value.map((part, at) => (String(at) === name ? replaced(part, rest, odd) : part));
  }
  const parts: Record<string, unknown> = { ...Object(value) };
  return { ...parts, [name]: replaced(parts[name], rest, odd) };
}
