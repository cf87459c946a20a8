/** A column of a table to be saved: its name, and what stands in it. */
export interface CsvColumn<Row> {
  name: string;
  of: (row: Row) => string | number | null;
}

/** Rows as CSV (RFC 4180), with a line of names first. */
export function csvOf<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ name }) => name).join(','),
    ...rows.map((row) => columns.map(({ of }) => cellOf(of(row))).join(',')),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** A cell. What a spreadsheet would take for a formula is told to be text. */
export function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
