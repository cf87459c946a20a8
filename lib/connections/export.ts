import { verb } from '@/lib/access/verb';
import { appOf } from '@/lib/kernel/apps';
import { envComment, envLine } from '@/lib/kernel/env-text';
import { messageFor } from '@/lib/kernel/message';
import { secretPlace } from '@/lib/kernel/text-around';
import { database } from '@/lib/platform/database';
import { translate } from '@/lib/platform/language';
import { parseLocator, variableReference, writtenReference } from '@/lib/providers/references';
import type { EnvironmentView } from './environment-schema';
import { findConnectionRow } from './find';
import { noTroubles, presentConnection } from './present';
import { type ConnectionView, type FieldView, keyInputSchema } from './schema';

/**
 * A connection as a `.env` text of references, by names where they can stand in a reference, else by ids. Of what is
 * typed only plain settings are in it; a secret is a comment. It holds what the caller sees of the connection, no more,
 * and can be imported again. Throws `forbidden`, `not_found`.
 */
export const exportConnection = verb({
  name: 'exportConnection',
  right: 'connection:read',
  input: keyInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<string> =>
    envOf(presentConnection(await findConnectionRow(database(), caller, input.key), caller, noTroubles)),
});

function envOf(view: ConnectionView): string {
  const template = appOf(view.app).fields.map(({ name }) => name);
  const names = Object.keys(view.fields);
  const inOrder = [
    ...template.filter((name) => names.includes(name)),
    ...names.filter((name) => !template.includes(name)),
  ];
  const { environment } = view;
  const lines = [`name: ${view.name}`, `key: ${view.key}`, `app: ${view.app}`].map(envComment);
  let manager: string | undefined;
  for (const name of inOrder) {
    const field = view.fields[name];
    if (!field) continue;
    if ('reference' in field && field.secretManagerName !== manager) {
      manager = field.secretManagerName;
      lines.push(envComment(`secret manager: ${manager}`));
    }
    lines.push(lineOf(name, field));
  }
  if (environment) lines.push(...environmentLines(environment, manager));
  return `${lines.join('\n')}\n`;
}

/** Each variable that is known now, as a reference of its own. Those that are added later are not in it. */
function environmentLines(
  { secretManagerName, title, environmentId, prefix, only, variables, clashes }: EnvironmentView,
  manager: string | undefined,
): string[] {
  const shown = variables.filter((name) => !clashes.includes(`${prefix}${name}`));
  const head = only ? [] : [envComment(translate(messageFor('exportOfEnvironment', { title })))];
  if (secretManagerName !== manager) head.unshift(envComment(`secret manager: ${secretManagerName}`));
  return [
    ...head,
    ...shown.map((name) => {
      const field = `${prefix}${name}`;
      if (!isShellName(field)) return envComment(`${field}: ${translate(messageFor('exportLeavesName'))}`);
      return envLine(field, variableReference(environmentId, name));
    }),
  ];
}

/** What dotenv and shells take as the name of a variable. */
function isShellName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

function lineOf(name: string, field: FieldView): string {
  if ('value' in field) return envLine(name, field.value);
  if ('isSecret' in field) return comment(name, 'exportLeavesSecret');
  const { text } = field;
  if (field.isInText && text === undefined) return comment(name, 'exportLeavesText');
  const reference = referenceOf(field);
  return envLine(name, text === undefined ? reference : text.split(secretPlace).join(`{{ ${reference} }}`));
}

function comment(name: string, key: 'exportLeavesSecret' | 'exportLeavesText'): string {
  return envComment(`${name}: ${translate(messageFor(key))}`);
}

function referenceOf({ reference, titles }: Extract<FieldView, { reference: string }>): string {
  if (!titles || Object.values(titles).some((title) => title !== title?.trim())) return reference;
  return writtenReference(parseLocator(reference), titles) ?? reference;
}
