import { fieldNameForm, mostFields, reservedFieldName } from '@/lib/connections/names';
import { type AppId, appIds } from '@/lib/kernel/apps';
import { readEnvText } from '@/lib/kernel/env-text';
import { isSecretInAddress, secretPlace } from '@/lib/kernel/text-around';
import { beginsReference, referenceWays } from '@/lib/providers/references';
import { isMistakenReference, referenceInText } from '@/lib/providers/references-in-text';

/** One field to be. */
export interface ImportLine {
  line: number;
  /** Empty: the line is a reference alone, and is named after its field. */
  name: string;
  content:
    | { kind: 'reference'; reference: string; text?: string; managerName?: string }
    | { kind: 'typed'; value: string };
}

/** A line of which no field is made, and why. */
export interface UnreadLine {
  line: number;
  text: string;
  why: 'form' | 'quote' | 'name' | 'twice' | 'reference' | 'address' | 'many';
}

export interface ReadImport {
  lines: readonly ImportLine[];
  unread: readonly UnreadLine[];
  /** As an export tells them in its first lines. */
  told: { name?: string; key?: string; app?: AppId };
}

const toldInComment = /^(name|key|app|secret manager): (.+)$/;

/** What a pasted text has in it: a `.env`, or references line by line. Every line is a field, a comment, or named as unread. */
export function readImport(text: string): ReadImport {
  const lines: ImportLine[] = [];
  const unread: UnreadLine[] = [];
  const told: ReadImport['told'] = {};
  let managerName: string | undefined;
  const names = new Set<string>();
  for (const entry of readEnvText(text, beginsReference)) {
    const { line } = entry;
    if (entry.kind === 'unreadable') unread.push({ line, text: entry.text, why: entry.why });
    else if (entry.kind === 'comment') {
      const [, what, value = ''] = toldInComment.exec(entry.text) ?? [];
      if (what === 'secret manager') managerName = value;
      else if (what === 'app') Object.assign(told, appIdIn(value));
      else if (what === 'name' || what === 'key') told[what] ??= value;
    } else {
      const name = entry.kind === 'value' ? entry.name : '';
      const value = entry.kind === 'value' ? entry.value : entry.reference;
      const content = contentOf(value, managerName);
      const why = refusalOf(name, names, content, lines.length);
      if (why) unread.push({ line, text: name || value, why });
      else if (typeof content === 'object') lines.push({ line, name, content });
      if (name) names.add(name);
    }
  }
  return { lines, unread, told };
}

function refusalOf(
  name: string,
  names: ReadonlySet<string>,
  content: ReturnType<typeof contentOf>,
  count: number,
): UnreadLine['why'] | undefined {
  if (name !== '' && (!fieldNameForm.test(name) || name === reservedFieldName)) return 'name';
  if (names.has(name)) return 'twice';
  if (typeof content === 'string') return content;
  return count >= mostFields ? 'many' : undefined;
}

function contentOf(
  value: string,
  managerName: string | undefined,
): ImportLine['content'] | 'reference' | 'address' {
  const through = managerName === undefined ? {} : { managerName };
  if (beginsReference(value)) {
    return referenceWays(value).length > 0
      ? { kind: 'reference', reference: value, ...through }
      : 'reference';
  }
  const inside = referenceInText(value);
  if (inside) {
    const { reference, text } = inside;
    if (referenceWays(reference).length === 0) return 'reference';
    if (text === secretPlace) return { kind: 'reference', reference, ...through };
    return isSecretInAddress(text) ? 'address' : { kind: 'reference', reference, text, ...through };
  }
  return isMistakenReference(value) ? 'reference' : { kind: 'typed', value };
}

function appIdIn(text: string): { app?: AppId } {
  const app = appIds.find((id) => id === text);
  return app ? { app } : {};
}
