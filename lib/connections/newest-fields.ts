import { isVersioned } from '@/lib/crypto/envelope';
import { isLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import type { Transaction } from '@/lib/platform/database';
import { log } from '@/lib/platform/log';
import { isNewestSeen } from '@/lib/platform/seen-versions';
import { type FieldPlace, openLiteral, openText } from './literal';

/** The columns of a field that tell whether it is the newest one of its name. */
export interface StoredField extends FieldPlace {
  name: string;
  connectionId: string;
  sealedLiteral: Uint8Array | null;
  sealedText: Uint8Array | null;
}

/** A version for fields that are about to be written: greater than that of every field before. */
export async function nextSealedVersion(client: Pick<Transaction, '$queryRaw'>): Promise<bigint> {
  const [row] = await client.$queryRaw<{ value: bigint }[]>`SELECT nextval('sealed_version') AS value`;
  return BigInt(row?.value ?? 0);
}

/**
 * Whether none of these fields has a sealed value older than one that this process has seen under its name. A field is
 * written as a new row each time, so that the place of a value is its connection and its name.
 */
export function areNewest(fields: readonly StoredField[]): boolean {
  return fields.every((field) => {
    if (!opens(field)) return true;
    return isNewestSeen('connection_field', `${field.connectionId} ${field.name}`, field.sealedVersion);
  });
}

/** The failure to answer with when a field is older than one that was seen. Told in the log. */
export function olderField(connectionId: string): LatchkeyError {
  log.error('connections.older-field', { connectionId });
  return new LatchkeyError('internal', { inside: 'a sealed field is older than one that was seen' });
}

/** Only a version that the envelope proves is noted. One that does not open fails where it is used. */
function opens(field: StoredField): boolean {
  const { sealedLiteral, sealedText } = field;
  try {
    if (sealedLiteral && isVersioned(sealedLiteral)) return !!openLiteral(field, sealedLiteral);
    if (sealedText && isVersioned(sealedText)) return !!openText(field, sealedText);
    return false;
  } catch (error) {
    if (isLatchkeyError(error)) return false;
    throw error;
  }
}
