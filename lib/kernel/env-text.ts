/** One line of a `.env` text, or several where a quoted value goes on over them. `line` counts from 1. */
export type EnvEntry =
  | { line: number; kind: 'value'; name: string; value: string }
  /** A reference alone on its line. */
  | { line: number; kind: 'reference'; reference: string }
  | { line: number; kind: 'comment'; text: string }
  /** `quote`: it is opened and not closed, or something stands after it. `form`: it is neither NAME=value nor a reference. */
  | { line: number; kind: 'unreadable'; text: string; why: 'form' | 'quote' };

const assignment = /^(?:export\s+|set\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=\s*(.*)$/s;
const loneReference = /^(?:[-*]\s+)?(["'`]?)([a-z][a-z0-9+.-]*:\/\/.*?)\1[,;]?$/i;
const quotes = ['"', "'", '`'];

/**
 * Reads a `.env` text as dotenv does: `export`, quotes, values over several lines, comments; and lines that are a reference
 * alone, as in a list; `isReference` tells what begins like one. Every line that is not blank is in an entry, so that nothing is
 * lost without a word.
 */
export function readEnvText(text: string, isReference: (text: string) => boolean): EnvEntry[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const entries: EnvEntry[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const trimmed = (lines[at] ?? '').trim();
    const line = at + 1;
    if (trimmed === '') continue;
    const [, name, rest = ''] = assignment.exec(trimmed) ?? [];
    const lone = loneReference.exec(trimmed)?.[2];
    const reference = lone !== undefined && isReference(lone) ? lone : undefined;
    if (trimmed.startsWith('#')) {
      entries.push({ line, kind: 'comment', text: trimmed.slice(1).trim() });
    } else if (reference !== undefined) {
      entries.push({ line, kind: 'reference', reference });
    } else if (name === undefined) {
      entries.push({ line, kind: 'unreadable', text: trimmed, why: 'form' });
    } else if (!quotes.includes(rest[0] ?? '')) {
      entries.push({ line, kind: 'value', name, value: rest.replace(/(?:^|\s+)#.*$/s, '').trim() });
    } else {
      const quoted = readQuoted([rest, ...lines.slice(at + 1)]);
      if (quoted === undefined) entries.push({ line, kind: 'unreadable', text: trimmed, why: 'quote' });
      else {
        entries.push({ line, kind: 'value', name, value: quoted.value });
        at += quoted.moreLines;
      }
    }
  }
  return entries;
}

/** `NAME="value"` as `readEnvText` reads it back, and dotenv, shells and `op run` too as far as its characters let them. */
export function envLine(name: string, value: string): string {
  if (!/["\\$`\r\n]/.test(value)) return `${name}="${value}"`;
  if (!/['\r\n]/.test(value)) return `${name}='${value}'`;
  const escaped = value
    .replace(/["\\$`]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r');
  return `${name}="${escaped}"`;
}

/** A comment, on one line whatever is in it. */
export function envComment(text: string): string {
  return `# ${text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()}`;
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

/** The value in quotes at the beginning of these lines. Undefined: it is not closed, or more stands after it. */
function readQuoted(lines: readonly string[]): { value: string; moreLines: number } | undefined {
  const quote = lines[0]?.[0] ?? '';
  let value = '';
  for (const [at, line] of lines.entries()) {
    const from = at === 0 ? 1 : 0;
    const end = endOfQuoted(line, quote, from);
    if (at > 0) value += '\n';
    value += line.slice(from, end);
    if (end === undefined) continue;
    if (!/^\s*(?:#.*)?$/s.test(line.slice(end + 1))) return undefined;
    const isEscaped = quote === '"';
    const read = isEscaped ? value.replace(/\\(.)/gs, (_, next: string) => escapes[next] ?? next) : value;
    return { value: read, moreLines: at };
  }
  return undefined;
}

function endOfQuoted(line: string, quote: string, from: number): number | undefined {
  for (let at = from; at < line.length; at += 1) {
    if (quote === '"' && line[at] === '\\') at += 1;
    else if (line[at] === quote) return at;
  }
  return undefined;
}
