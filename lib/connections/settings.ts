import { type AppId, appOf } from '@/lib/kernel/apps';
import { LatchkeyError } from '@/lib/kernel/errors';
import { portInText } from '@/lib/kernel/port';
import { type Sentence, sentence } from '@/lib/kernel/sentence';
import type { FieldInput } from './schema';

/**
 * Refuses typed settings that cannot be what their app takes them for: a port is nothing, or a number from 1 to 65535.
 * What is bound is not known before it is read. Throws `invalid_input`, naming the field.
 */
export function requireSettings(
  app: AppId,
  fields: Readonly<Record<string, FieldInput | null>> | undefined,
): void {
  const wrong: Record<string, Sentence> = {};
  for (const { name, holds } of appOf(app).fields) {
    const field = fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (holds !== 'port' || !field || !('value' in field) || field.value.trim() === '') continue;
    if (portInText(field.value) === undefined) wrong[`fields.${name}.value`] = sentence('portForm');
  }
  if (Object.keys(wrong).length > 0) throw new LatchkeyError('invalid_input', { fields: wrong });
}
