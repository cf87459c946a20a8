import { sealContext } from '@/lib/crypto/context';
import { open, openPlain, seal } from '@/lib/crypto/envelope';
import { SecretValue } from '@/lib/kernel/secret-value';
import { keyring } from '@/lib/platform/keyring';

const textContextOf = (fieldId: string) => sealContext('connection_field', fieldId, 'sealed_text');
const contextOf = (fieldId: string) => sealContext('connection_field', fieldId, 'sealed_literal');

/** Seals a typed value to its field's row. Plain settings are sealed too: one way for all. */
export function sealLiteral(fieldId: string, value: string): Uint8Array<ArrayBuffer> {
  return seal(keyring(), new SecretValue(value), contextOf(fieldId));
}

/** Opens a typed value. Throws `internal` when it does not open at this place. */
export function openLiteral(fieldId: string, sealed: Uint8Array): SecretValue {
  return open(keyring(), sealed, contextOf(fieldId));
}

/** Seals the text around a field's secret to its row. */
export function sealText(fieldId: string, text: string): Uint8Array<ArrayBuffer> {
  return seal(keyring(), new SecretValue(text), textContextOf(fieldId));
}

/** Opens the text around a field's secret, for putting the secret in. Throws `internal` as `openLiteral` does. */
export function openText(fieldId: string, sealed: Uint8Array): SecretValue {
  return open(keyring(), sealed, textContextOf(fieldId));
}

/** The same to be shown to those who may change it. */
export function openTextToEdit(fieldId: string, sealed: Uint8Array): string {
  return openPlain(keyring(), sealed, textContextOf(fieldId));
}

/** Opens a setting that its app's template declares plain, such as a host: shown again in the form. */
export function openSetting(fieldId: string, sealed: Uint8Array): string {
  return openPlain(keyring(), sealed, contextOf(fieldId));
}

/** The same typed value, sealed to another field's row. Throws `internal` when it does not open at its own. */
export function sealLiteralAnew(
  fromFieldId: string,
  sealed: Uint8Array,
  toFieldId: string,
): Uint8Array<ArrayBuffer> {
  return seal(keyring(), open(keyring(), sealed, contextOf(fromFieldId)), contextOf(toFieldId));
}

/** The same for the text around a field's secret. */
export function sealTextAnew(
  fromFieldId: string,
  sealed: Uint8Array,
  toFieldId: string,
): Uint8Array<ArrayBuffer> {
  return seal(keyring(), openText(fromFieldId, sealed), textContextOf(toFieldId));
}
