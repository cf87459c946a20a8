import { type SealContext, sealContext } from '@/lib/crypto/context';
import { open, openPlain, seal } from '@/lib/crypto/envelope';
import { SecretValue } from '@/lib/kernel/secret-value';
import { keyring } from '@/lib/platform/keyring';

/** Where the text around a field's secret is sealed to. */
export function textContext(fieldId: string): SealContext {
  return sealContext('connection_field', fieldId, 'sealed_text');
}

/** Where a typed value is sealed to. */
export function literalContext(fieldId: string): SealContext {
  return sealContext('connection_field', fieldId, 'sealed_literal');
}

/** Seals a typed value to its field's row. Plain settings are sealed too: one way for all. */
export function sealLiteral(fieldId: string, value: string): Uint8Array<ArrayBuffer> {
  return seal(keyring(), new SecretValue(value), literalContext(fieldId));
}

/** Opens a typed value. Throws `internal` when it does not open at this place. */
export function openLiteral(fieldId: string, sealed: Uint8Array): SecretValue {
  return open(keyring(), sealed, literalContext(fieldId));
}

/** Seals the text around a field's secret to its row. */
export function sealText(fieldId: string, text: string): Uint8Array<ArrayBuffer> {
  return seal(keyring(), new SecretValue(text), textContext(fieldId));
}

/** Opens the text around a field's secret, for putting the secret in. Throws `internal` as `openLiteral` does. */
export function openText(fieldId: string, sealed: Uint8Array): SecretValue {
  return open(keyring(), sealed, textContext(fieldId));
}

/** The same to be shown to those who may change it. */
export function openTextToEdit(fieldId: string, sealed: Uint8Array): string {
  return openPlain(keyring(), sealed, textContext(fieldId));
}

/** Opens a setting that its app's template declares plain, such as a host: shown again in the form. */
export function openSetting(fieldId: string, sealed: Uint8Array): string {
  return openPlain(keyring(), sealed, literalContext(fieldId));
}

/** The same typed value, sealed to another field's row. Throws `internal` when it does not open at its own. */
export function sealLiteralAnew(
  fromFieldId: string,
  sealed: Uint8Array,
  toFieldId: string,
): Uint8Array<ArrayBuffer> {
  return seal(keyring(), open(keyring(), sealed, literalContext(fromFieldId)), literalContext(toFieldId));
}

/** The same for the text around a field's secret. */
export function sealTextAnew(
  fromFieldId: string,
  sealed: Uint8Array,
  toFieldId: string,
): Uint8Array<ArrayBuffer> {
  return seal(keyring(), openText(fromFieldId, sealed), textContext(toFieldId));
}
