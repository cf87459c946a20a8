/** A function that a file exports, as its text says. */
export interface SourceFunction {
  name: string;
  /** What stands between its parentheses. */
  parameters: string;
  body: string;
}

/** The functions that a source exports by `export function` or as an arrow function. */
export function exportedFunctions(source: string): SourceFunction[] {
  const starts = [
    ...source.matchAll(/^export (?:default )?(?:async )?function\*? ?(\w+)(?:<[^(]*>)?\(/gm),
    ...source.matchAll(/^export const (\w+)(?::[^=]+)? = (?:async )?\(/gm),
  ];
  return starts.map((start) => {
    const from = start.index + start[0].length;
    const end = closing(source, from);
    const rest = source.slice(end);
    const next = rest.search(/^export /m);
    return {
      name: start[1] ?? '',
      parameters: source.slice(from, end),
      body: next < 0 ? rest : rest.slice(0, next),
    };
  });
}

/** What a source imports as values, name by name. */
export function importsOf(source: string): { name: string; from: string }[] {
  return [...source.matchAll(/^import (?!type )([^;]*?) from '([^']+)'/gm)].flatMap(
    ([, names = '', from = '']) =>
      names
        .replace(/[{}]/g, '')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type '))
        .map((name) => ({ name: name.split(' as ')[0] ?? '', from })),
  );
}

/** Where the parenthesis closes that was opened just before `from`. */
function closing(source: string, from: number): number {
  let depth = 1;
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '(') depth += 1;
    if (source[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return source.length;
}
