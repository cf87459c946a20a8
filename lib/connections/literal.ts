import { type SealContext, sealContext } from '@/lib/crypto/context';
import { open, openPlain, seal } from '@/lib/crypto/envelope';
import { SecretValue } from '@/lib/kernel/secret-value';
import { keyring } from '@/lib/platform/keyring';

/** What a field's sealed columns are bound to: its row, and the version that it was written with. */
export interface FieldPlace {
  id: string;
  sealedVersion: bigint;
}

/** Where the text around a field's secret is sealed to. */
export function textContext({ id, sealedVersion }: FieldPlace): SealContext {
  return sealContext('connection_field', id, 'sealed_text', sealedVersion);
}

/** Where a typed value is sealed to. */
export function literalContext({ id, sealedVersion }: FieldPlace): SealContext {
  return sealContext('connection_field', id, 'sealed_literal', sealedVersion);
}

/** Seals a typed value to its field's row. Plain settings are sealed too: one way for all. */
export function sealLiteral(field: FieldPlace, value: string): Uint8Array<ArrayBuffer> {
  return seal(keyring(), new SecretValue(value), literalContext(field));
}

/** Opens a typed value. Throws `internal` when it does not open at this place. */
export function openLiteral(field: FieldPlace, sealed: Uint8Array): SecretValue {
  return open(keyring(), sealed, literalContext(field));
}

/** Seals the text around a field's secret to its row. */
export function sealText(field: FieldPlace, text: string): Uint8Array<ArrayBuffer> {
  return seal(keyring(), new SecretValue(text), textContext(field));
}

/** Opens the text around a field's secret, for putting the secret in. Throws `internal` as `openLiteral` does. */
export function openText(field: FieldPlace, sealed: Uint8Array): SecretValue {
  return open(keyring(), sealed, textContext(field));
}

/** The same to be shown to those who may change it. */
export function openTextToEdit(field: FieldPlace, sealed: Uint8Array): string {
  return openPlain(keyring(), sealed, textContext(field));
}

/** Opens a setting that its app's template declares plain, such as a host: shown again in the form. */
export function openSetting(field: FieldPlace, sealed: Uint8Array): string {
  return openPlain(keyring(), sealed, literalContext(field));
}

/** The same typed value, sealed to another field's row. Throws `internal` when it does not open at its own. */
export function resealLiteral(from: FieldPlace, sealed: Uint8Array, to: FieldPlace): Uint8Array<ArrayBuffer> {
  return seal(keyring(), openLiteral(from, sealed), literalContext(to));
}

/** The same for the text around a field's secret. */
export function resealText(from: FieldPlace, sealed: Uint8Array, to: FieldPlace): Uint8Array<ArrayBuffer> {
  return seal(keyring(), openText(from, sealed), textContext(to));
}
