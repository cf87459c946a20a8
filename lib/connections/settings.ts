import { type AppId, appOf } from '@/lib/kernel/apps';
import { LatchkeyError } from '@/lib/kernel/errors';
import { type Message, messageFor } from '@/lib/kernel/message';
import { portInText } from '@/lib/kernel/port';
import { isSecretInAddress, secretPlace } from '@/lib/kernel/text-around';
import { type FieldPlace, openTextToEdit } from './literal';
import type { FieldInput } from './schema';

/** A field as it is stored, with the text around its secret. */
interface StoredText extends FieldPlace {
  name: string;
  sealedText: Uint8Array | null;
}

/**
 * Refuses settings that cannot be what their app takes them for: a typed port is nothing, or a number from 1 to 65535,
 * and no text makes a secret a part of an address. What is bound is not known before it is read.
 * Throws `invalid_input`, naming the field.
 */
export function requireSettings(
  app: AppId,
  fields: Readonly<Record<string, FieldInput | null>> | undefined,
): void {
  const wrong: Record<string, Message> = {};
  for (const [name, field] of Object.entries(fields ?? {})) {
    if (!field) continue;
    if ('value' in field && !isPortIfWanted(app, name, field.value)) {
      wrong[`fields.${name}.value`] = messageFor('portForm');
    }
    if ('text' in field && field.text !== undefined && isAddressText(app, name, field.text)) {
      wrong[`fields.${name}.text`] = messageFor('textInAddress');
    }
  }
  if (Object.keys(wrong).length > 0) throw new LatchkeyError('invalid_input', { fields: wrong });
}

/** The same for fields that are stored already and shall be copied. Throws `invalid_input`, naming the field. */
export function requireStoredTexts(app: AppId, fields: readonly StoredText[]): void {
  const wrong = fields.filter((field) => isStoredInAddress(app, field));
  if (wrong.length === 0) return;
  throw new LatchkeyError('invalid_input', {
    fields: Object.fromEntries(wrong.map(({ name }) => [`fields.${name}.text`, messageFor('textInAddress')])),
  });
}

/** Whether a stored field's text makes its secret a part of an address, from the time when that was not refused. */
export function isStoredInAddress(app: AppId, field: StoredText): boolean {
  const { name, sealedText } = field;
  return sealedText !== null && isAddressText(app, name, openTextToEdit(field, sealedText));
}

function isAddressText(app: AppId, name: string, text: string): boolean {
  if (text === secretPlace) return false;
  const holds = holdsOf(app, name);
  return holds === 'host' || holds === 'address' || isSecretInAddress(text);
}

function isPortIfWanted(app: AppId, name: string, value: string): boolean {
  return holdsOf(app, name) !== 'port' || value.trim() === '' || portInText(value) !== undefined;
}

function holdsOf(app: AppId, name: string) {
  return appOf(app).fields.find((field) => field.name === name)?.holds;
}
