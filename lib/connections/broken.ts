import { reachedBySql } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { type ErrorCode, isErrorCode } from '@/lib/kernel/error-codes';
import { type FindingKind, findingKindOf, findingKindOfRead, findingKinds } from '@/lib/kernel/finding';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';

/** A bound field whose secret a scan or the last read of it did not find. */
export interface BrokenField {
  fieldId: string;
  connectionId: string;
  /** Null: it was removed. */
  secretManagerId: string | null;
  kind: FindingKind;
  since: Date;
  /** What a scan found. Null: only reads have failed. */
  scanned: { kind: FindingKind; candidates: unknown } | null;
  /** How the last read failed, with the sentence in its stored form (lib/cache/absence). Null: it did not. */
  read: { code: ErrorCode; stored: string | null } | null;
}

/** Narrows broken fields. All of it must hold. */
export interface BrokenFilter {
  connectionIds?: readonly string[] | undefined;
  secretManagerId?: string | undefined;
  kinds?: readonly FindingKind[] | undefined;
}

// Certain answers about the secret. A refused token or an outage says nothing of it.
const isCertain = Prisma.sql`entry.state = 'absent' AND entry.absent_code IN
  ('secret_not_found', 'secret_ambiguous', 'secret_forbidden', 'secret_unreadable', 'reference_invalid')`;
const presentEntries = Prisma.sql`cache_entry AS entry JOIN secret_manager AS manager
  ON manager.id = entry.secret_manager_id AND manager.credential_revision = entry.revision`;

/**
 * The one judgement of what is broken, as a query with a row for each broken field. What a scan found holds until a later
 * read gives a value. A failed read of what is bound is a finding too, until a read gives a value, or a scan or somebody's
 * check finds the secret (lib/secrets/found-again). Both are told under the present credential.
 */
export function brokenFields({ connectionIds, secretManagerId, kinds }: BrokenFilter = {}): Prisma.Sql {
  // A few fields are looked up one by one; of all of them only those that something is known of.
  const candidates = connectionIds
    ? Prisma.sql`SELECT id FROM connection_field WHERE connection_id = ANY(${[...connectionIds]}::text[])`
    : Prisma.sql`
        SELECT field_id AS id FROM binding_finding WHERE kind <> 'fine'
        UNION
        SELECT field.id FROM ${presentEntries}
        JOIN connection_field AS field
          ON field.secret_manager_id = entry.secret_manager_id AND field.reference = entry.reference
        WHERE ${isCertain}`;
  return Prisma.sql`
    SELECT * FROM (
      SELECT field.id, field.connection_id, field.secret_manager_id, found.kind AS scanned, found.candidates,
             CASE WHEN entry.is_absent THEN entry.absent_code END AS code, entry.absent_message AS stored,
             LEAST(found.since, CASE WHEN entry.is_absent THEN entry.absent_since END) AS since,
             COALESCE(found.kind, ${kindOfRead(Prisma.sql`entry.absent_code`)}) AS kind
      FROM (${candidates}) AS candidate
      JOIN connection_field AS field ON field.id = candidate.id
      LEFT JOIN LATERAL (
        SELECT entry.state, entry.fetched_at, entry.absent_code, entry.absent_message, ${isCertain} AS is_absent,
               COALESCE(entry.absent_since, entry.fetched_at) AS absent_since
        FROM ${presentEntries}
        WHERE entry.subject = md5(field.secret_manager_id || ' ' || field.reference)
          AND entry.secret_manager_id = field.secret_manager_id
        LIMIT 1
      ) AS entry ON TRUE
      LEFT JOIN binding_finding AS found
        ON found.field_id = field.id AND found.kind = ANY(${[...findingKinds]}::text[])
       AND NOT COALESCE(entry.state = 'value' AND entry.fetched_at > found.checked_at, FALSE)
      WHERE field.reference IS NOT NULL AND (found.field_id IS NOT NULL OR entry.is_absent)
        AND ${secretManagerId === undefined ? Prisma.sql`TRUE` : Prisma.sql`field.secret_manager_id = ${secretManagerId}`}
    ) AS broken
    WHERE ${kinds ? Prisma.sql`kind = ANY(${[...kinds]}::text[])` : Prisma.sql`TRUE`}`;
}

/** The broken fields that the caller's projects reach, the newest trouble first: all, or a page after a place. */
export async function findBroken(
  caller: Caller,
  filter: BrokenFilter = {},
  page?: { limit: number; after?: { at: Date; id: string } | undefined },
): Promise<BrokenField[]> {
  const after = page?.after;
  const rows = await database().$queryRaw<Row[]>`
    WITH broken AS (${brokenFields(filter)}),
    reached AS (
      SELECT broken.* FROM broken JOIN connection ON connection.id = broken.connection_id WHERE ${reachedBySql(caller)})
    SELECT id AS "fieldId", connection_id AS "connectionId", secret_manager_id AS "secretManagerId", kind, since, scanned,
           candidates, code, stored
    FROM reached
    WHERE ${after === undefined ? Prisma.sql`TRUE` : Prisma.sql`(since, id) < (${after.at.toISOString()}::timestamptz AT TIME ZONE 'UTC', ${after.id}::text)`}
    ORDER BY since DESC, id DESC
    ${page ? Prisma.sql`LIMIT ${page.limit}::int` : Prisma.empty}`;
  return rows.flatMap((row) => brokenOf(row) ?? []);
}

/** How many the caller's projects reach, by secret manager; of one that was removed under an empty name. */
export async function countBroken(
  caller: Caller,
  filter: BrokenFilter = {},
): Promise<Record<string, number>> {
  const rows = await database().$queryRaw<{ id: string; count: number }[]>`
    WITH broken AS (${brokenFields(filter)})
    SELECT COALESCE(broken.secret_manager_id, '') AS id, count(*)::int AS count
    FROM broken JOIN connection ON connection.id = broken.connection_id WHERE ${reachedBySql(caller)} GROUP BY 1`;
  return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
}

const mostIds = 5_000;

/** Connections that have such a field, by id. */
export async function withBroken(caller: Caller): Promise<string[]> {
  const rows = await database().$queryRaw<{ id: string }[]>`
    WITH broken AS (${brokenFields()})
    SELECT DISTINCT connection.id FROM broken JOIN connection ON connection.id = broken.connection_id
    WHERE ${reachedBySql(caller)} LIMIT ${mostIds}`;
  return rows.map(({ id }) => id);
}

interface Row {
  fieldId: string;
  connectionId: string;
  secretManagerId: string | null;
  kind: string;
  since: Date;
  scanned: string | null;
  candidates: unknown;
  code: string | null;
  stored: string | null;
}

function brokenOf({ scanned, candidates, code, stored, kind, ...row }: Row): BrokenField | undefined {
  const told = findingKindOf(kind);
  const found = findingKindOf(scanned);
  if (!told) return undefined;
  return {
    ...row,
    kind: told,
    scanned: found ? { kind: found, candidates } : null,
    read: code && isErrorCode(code) ? { code, stored } : null,
  };
}

/** The same as `findingKindOfRead`, asked of it. */
function kindOfRead(code: Prisma.Sql): Prisma.Sql {
  const codes = ['secret_ambiguous', 'secret_forbidden', 'secret_unreadable'] as const;
  const cases = codes.map((each) => Prisma.sql`WHEN ${each} THEN ${findingKindOfRead(each)}`);
  return Prisma.sql`CASE ${code} ${Prisma.join(cases, ' ')} ELSE ${findingKindOfRead('secret_not_found')} END`;
}
