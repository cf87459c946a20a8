/** A cell: a text, a number that is rounded to be read, or nothing. */
export type Cell = string | number | undefined;

/** Prints a table in Markdown, so that it can be pasted into docs/benchmarks.md as it is. */
export function printTable(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): void {
  const texts = [columns, ...rows].map((row) => columns.map((_, at) => textOf(row[at])));
  const widths = columns.map((_, at) => Math.max(3, ...texts.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((text, at) => pad(text, widths[at] ?? 0, at)).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  const [head = [], ...body] = texts;
  console.log([`\n### ${title}\n`, line(head), rule, ...body.map(line), ''].join('\n'));
}

/** A ratio as people read it: `0.62`, `×25`, `1/500`. */
export function ratio(ours: number, theirs: number): string {
  if (theirs === 0 || ours === 0) return '–';
  const value = ours / theirs;
  if (value >= 10) return `×${Math.round(value)}`;
  if (value >= 0.1) return value.toFixed(2);
  return `1/${Math.round(1 / value)}`;
}

function textOf(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (Number.isInteger(cell) || Math.abs(cell) >= 100) return Math.round(cell).toLocaleString('en');
  return cell.toPrecision(3);
}

function pad(text: string, width: number, at: number): string {
  return at === 0 ? text.padEnd(width) : text.padStart(width);
}
