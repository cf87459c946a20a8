import { serializeMessage } from '@/lib/kernel/message';
import { transaction } from '@/lib/platform/database';
import { noteSeen } from '@/lib/platform/seen-versions';
import { addActivity } from './activity';
import type { Entry } from './entry';
import { putCached } from './memory';

export interface Keeping {
  entry: Entry;
  shownReference: string;
}

/** Who asked. Of a person's first read of a secret nothing is told in its timeline, nor is it counted there. */
type KeptFor = 'workload' | 'person';

/** Of answers that came while the database was away. They have a number of now, which tells others that an entry is another one. */
export interface Late {
  /** By key: when it was asked for, milliseconds since the epoch. */
  askedAtMs: ReadonlyMap<string, number>;
  /** A number that was taken before: what was cleared since is not written again. */
  numberBefore: bigint;
}

/**
 * Writes answers to the table, all in one transaction, then to memory. Not kept: answers of another revision than
 * the manager has now, asked for before its last clear, or older than what is there. Returns whether they were kept.
 * Of those that come late times tell which is older, and the table alone keeps them: memory reads what it has.
 */
export async function keepEntries(
  managerId: string,
  revision: number,
  generation: bigint,
  keepings: readonly Keeping[],
  { keptFor = 'workload', late }: { keptFor?: KeptFor; late?: Late } = {},
): Promise<boolean> {
  if (keepings.length === 0) return true;
  const number = late?.numberBefore ?? generation;
  const isKept = await transaction(async (tx) => {
    const [manager] = await tx.$queryRaw<{ revision: number; fence: bigint }[]>`
      SELECT credential_revision AS revision, cache_fence AS fence
      FROM secret_manager WHERE id = ${managerId} FOR SHARE`;
    if (!manager || manager.revision !== revision || BigInt(manager.fence) >= number) return false;
    const column = columnsOf(keepings);
    const askedAt = late === undefined ? null : JSON.stringify(Object.fromEntries(isoTimes(late.askedAtMs)));
    // What is new, another or gone stands in the timeline, told in the same statement by comparing with what was there.
    await tx.$executeRaw`
      WITH known AS (SELECT key, state, fingerprint, absent_code FROM cache_entry WHERE key = ANY(${column.key}::text[])),
      kept AS (
      INSERT INTO cache_entry AS entry
        (id, key, secret_manager_id, revision, reference, bound_reference, shown_reference, titles, field_type, state,
         sealed_value, fingerprint, absent_code, absent_message, absent_count, absent_since, fetched_at, changed_at, item_version,
         item_updated_at, generation, sealed_version, subject)
      SELECT gen_random_uuid()::text, key, ${managerId}, ${revision}::int, reference, bound_reference, shown_reference,
             titles::jsonb, field_type, state, decode(sealed_value, 'base64'), fingerprint, absent_code, absent_message, absent_count,
             CASE WHEN state = 'absent' THEN fetched_at::timestamptz AT TIME ZONE 'UTC' END,
             fetched_at::timestamptz AT TIME ZONE 'UTC', NULL, item_version,
             item_updated_at, ${generation}::bigint, sealed_version, md5(${managerId}::text || ' ' || reference)
      FROM unnest(
        ${column.key}::text[], ${column.reference}::text[], ${column.boundReference}::text[],
        ${column.shownReference}::text[], ${column.titles}::text[], ${column.fieldType}::text[], ${column.state}::text[],
        ${column.sealedValue}::text[], ${column.fingerprint}::text[], ${column.absentCode}::text[], ${column.absentMessage}::text[],
        ${column.absentCount}::int[], ${column.fetchedAt}::text[],
        ${column.itemVersion}::int[], ${column.itemUpdatedAt}::text[], ${column.sealedVersion}::bigint[]
      ) AS new (key, reference, bound_reference, shown_reference, titles, field_type, state, sealed_value, fingerprint,
                absent_code, absent_message, absent_count, fetched_at, item_version, item_updated_at, sealed_version)
      ON CONFLICT (key) DO UPDATE SET
        bound_reference = COALESCE(EXCLUDED.bound_reference, entry.bound_reference),
        shown_reference = CASE WHEN EXCLUDED.state = 'value' THEN EXCLUDED.shown_reference ELSE entry.shown_reference END,
        titles = COALESCE(EXCLUDED.titles, entry.titles),
        field_type = COALESCE(EXCLUDED.field_type, entry.field_type),
        state = EXCLUDED.state,
        sealed_value = EXCLUDED.sealed_value,
        sealed_version = EXCLUDED.sealed_version,
        -- Only what was there can have changed: of a first value nothing is known.
        changed_at = CASE WHEN EXCLUDED.fingerprint <> entry.fingerprint THEN EXCLUDED.fetched_at
          ELSE entry.changed_at END,
        fingerprint = COALESCE(EXCLUDED.fingerprint, entry.fingerprint),
        absent_code = EXCLUDED.absent_code,
        absent_message = EXCLUDED.absent_message,
        absent_count = EXCLUDED.absent_count,
        absent_since = CASE WHEN EXCLUDED.state = 'absent' AND entry.state = 'absent'
          THEN COALESCE(entry.absent_since, entry.fetched_at) ELSE EXCLUDED.absent_since END,
        fetched_at = EXCLUDED.fetched_at,
        item_version = EXCLUDED.item_version,
        item_updated_at = EXCLUDED.item_updated_at,
        last_error_code = NULL,
        last_error_at = NULL,
        generation = EXCLUDED.generation
      WHERE entry.generation < EXCLUDED.generation
        AND (${askedAt}::jsonb IS NULL OR entry.fetched_at < (${askedAt}::jsonb ->> EXCLUDED.key)::timestamptz AT TIME ZONE 'UTC')
      RETURNING entry.*)
      INSERT INTO cache_event (id, subject, slot, secret_manager_id, reference, kind, at, since, code)
      SELECT gen_random_uuid()::text, kept.subject, gen_random_uuid()::text, kept.secret_manager_id, kept.reference,
             CASE WHEN kept.state = 'absent' THEN 'absent' WHEN known.fingerprint IS NULL THEN 'first'
                  WHEN kept.fingerprint IS DISTINCT FROM known.fingerprint THEN 'rotated' ELSE 'found' END,
             kept.fetched_at, kept.fetched_at, kept.absent_code
      FROM kept LEFT JOIN known ON known.key = kept.key
      WHERE (known.key IS NULL OR kept.state <> known.state OR kept.absent_code IS DISTINCT FROM known.absent_code
             OR kept.fingerprint IS DISTINCT FROM known.fingerprint)
        AND (known.key IS NOT NULL OR ${keptFor === 'workload'})
        -- A refused token is no word about the secret: it is told as a failure.
        AND COALESCE(kept.absent_code, '') NOT LIKE 'provider%'`;
    return true;
  });
  if (!isKept) return false;
  for (const { entry } of keepings) {
    if (!late) {
      putCached(entry);
      noteSeen('cache_entry', entry.key, entry.generation);
    }
    if (keptFor === 'workload') addActivity(entry.key, { refreshes: 1, lastAtMs: entry.fetchedAtMs });
  }
  return true;
}

function isoTimes(times: ReadonlyMap<string, number>): [key: string, iso: string][] {
  return [...times].map(([key, ms]) => [key, new Date(ms).toISOString()]);
}

function absenceOf(entry: Entry): string | null {
  return entry.state === 'absent' && entry.says ? serializeMessage(entry.says) : null;
}

function columnsOf(keepings: readonly Keeping[]) {
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    key: keepings.map(({ entry }) => entry.key),
    reference: keepings.map(({ entry }) => entry.reference),
    boundReference: keepings.map(({ entry }) => (entry.state === 'value' ? entry.boundReference : null)),
    shownReference: keepings.map(({ shownReference }) => shownReference),
    titles: keepings.map(({ entry }) => (entry.state === 'value' ? JSON.stringify(entry.titles) : null)),
    fieldType: keepings.map(({ entry }) => (entry.state === 'value' ? entry.fieldType : null)),
    state: keepings.map(({ entry }) => entry.state),
    sealedValue: keepings.map(({ entry }) =>
      entry.state === 'value' ? Buffer.from(entry.sealed).toString('base64') : null,
    ),
    sealedVersion: keepings.map(({ entry }) => (entry.state === 'value' ? entry.sealedVersion : 0n)),
    fingerprint: keepings.map(({ entry }) => (entry.state === 'value' ? entry.fingerprint : null)),
    absentCode: keepings.map(({ entry }) => (entry.state === 'absent' ? entry.code : null)),
    absentMessage: keepings.map(({ entry }) => absenceOf(entry)),
    absentCount: keepings.map(({ entry }) => (entry.state === 'absent' ? entry.count : 0)),
    fetchedAt: keepings.map(({ entry }) => iso(entry.fetchedAtMs)),
    itemVersion: keepings.map(({ entry }) => (entry.state === 'value' ? entry.itemVersion : null)),
    itemUpdatedAt: keepings.map(({ entry }) => (entry.state === 'value' ? entry.itemUpdatedAt : null)),
  };
}
