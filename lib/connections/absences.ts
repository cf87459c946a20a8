import { type ErrorCode, isErrorCode } from '@/lib/kernel/errors';
import { database } from '@/lib/platform/database';

/** A certain "no" that was the last answer to a read of a bound field. */
export interface Absence {
  code: ErrorCode;
  /** The sentence in its stored form (lib/cache/absence). */
  stored: string | null;
  /** When it was asked last. */
  at: Date;
}

interface Row {
  fieldId: string;
  code: string;
  stored: string | null;
  at: Date;
}

/**
 * Bound fields whose secret was not there when they were read last, by the field's id, under the present credential of
 * their secret manager. One query from stored entries; nothing is asked of the provider.
 */
export async function absencesOf(connectionIds: readonly string[]): Promise<ReadonlyMap<string, Absence>> {
  if (connectionIds.length === 0) return new Map();
  const rows = await database().$queryRaw<Row[]>`
    SELECT field.id AS "fieldId", entry.absent_code AS code, entry.absent_message AS stored, entry.fetched_at AS at
    FROM connection_field field
    JOIN secret_manager manager ON manager.id = field.secret_manager_id
    JOIN cache_entry entry ON entry.subject = md5(field.secret_manager_id || ' ' || field.reference)
     AND entry.revision = manager.credential_revision
    WHERE field.connection_id = ANY(${[...connectionIds]}::text[]) AND field.reference IS NOT NULL
      AND entry.state = 'absent' AND entry.absent_code LIKE 'secret\_%'`;
  return new Map(
    rows.flatMap(({ fieldId, code, stored, at }) =>
      isErrorCode(code) ? [[fieldId, { code, stored, at }] as const] : [],
    ),
  );
}
