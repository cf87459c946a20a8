import { type ErrorCode, isErrorCode } from '@/lib/kernel/error-codes';
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
  // The subjects first, as an array that the index on them takes: joined by what is only computed, each absent entry of
  // the cache would be compared with each field, 4 s for a page of fifty connections and a thousand absent entries.
  const rows = await database().$queryRaw<Row[]>`
    WITH bound AS MATERIALIZED (
      SELECT id, md5(secret_manager_id || ' ' || reference) AS subject FROM connection_field
      WHERE connection_id = ANY(${[...connectionIds]}::text[]) AND secret_manager_id IS NOT NULL AND reference IS NOT NULL
    )
    SELECT bound.id AS "fieldId", entry.absent_code AS code, entry.absent_message AS stored, entry.fetched_at AS at
    FROM cache_entry AS entry
    JOIN secret_manager AS manager ON manager.id = entry.secret_manager_id AND manager.credential_revision = entry.revision
    JOIN bound ON bound.subject = entry.subject
    WHERE entry.subject = ANY(ARRAY(SELECT subject FROM bound))
      AND entry.state = 'absent' AND entry.absent_code LIKE 'secret\\_%'`;
  return new Map(
    rows.flatMap(({ fieldId, code, stored, at }) =>
      isErrorCode(code) ? [[fieldId, { code, stored, at }] as const] : [],
    ),
  );
}

const mostIds = 5_000;

/** Connections that have such a field, by id. */
export async function withAbsences(): Promise<string[]> {
  const rows = await database().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT field.connection_id AS id
    FROM cache_entry entry
    JOIN secret_manager manager ON manager.id = entry.secret_manager_id
     AND manager.credential_revision = entry.revision
    JOIN connection_field field ON field.secret_manager_id = entry.secret_manager_id
     AND field.reference = entry.reference
    WHERE entry.state = 'absent' AND entry.absent_code LIKE 'secret\_%'
    LIMIT ${mostIds}`;
  return rows.map(({ id }) => id);
}
