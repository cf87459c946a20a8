import { clock } from '@/lib/platform/clock';
import { database, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import type { CacheLookup } from './cache-lookup';
import type { Identified } from './reading';

/** A reference that was found where it is bound, and when that was so. */
export interface Found {
  /** In canonical form, as it is bound. */
  text: string;
  atMs: number;
}

/**
 * Ends the trouble of references that somebody's check or test, or a scan, has found: what a scan found wrong before is
 * closed, and a remembered absence goes, so that the next read of a workload asks for it. Newer trouble stays.
 */
export async function noteFoundAgain(managerId: string, found: readonly Found[]): Promise<void> {
  if (found.length === 0) return;
  const texts = found.map(({ text }) => text);
  const times = found.map(({ atMs }) => new Date(atMs).toISOString());
  const gone = await transaction(async (tx) => {
    await tx.$executeRaw`
      DELETE FROM binding_finding AS finding USING connection_field AS field,
        unnest(${texts}::text[], ${times}::text[]) AS found (text, at)
      WHERE field.id = finding.field_id AND field.secret_manager_id = ${managerId} AND field.reference = found.text
        AND finding.kind <> 'fine' AND finding.checked_at < found.at::timestamptz AT TIME ZONE 'UTC'`;
    const rows = await tx.$queryRaw<{ key: string }[]>`
      DELETE FROM cache_entry AS entry USING unnest(${texts}::text[], ${times}::text[]) AS found (text, at)
      WHERE entry.subject = md5(${managerId}::text || ' ' || found.text) AND entry.secret_manager_id = ${managerId}
        AND entry.state = 'absent' AND entry.fetched_at < found.at::timestamptz AT TIME ZONE 'UTC'
      RETURNING entry.key`;
    for (const { key } of rows) await publishInTransaction(tx, { topic: 'cache', id: managerId, key });
    return rows;
  });
  for (const { key } of gone) publishLocally({ topic: 'cache', id: managerId, key });
}

/** The same for what was read, or looked up, just now: each by what it was asked by and by its ids, as old as its answer is. */
export function noteReadAgain(
  managerId: string,
  wanted: readonly CacheLookup[],
  readings: readonly Identified[],
): Promise<void> {
  const nowMs = clock().now();
  const found = wanted.flatMap(({ text }, index) => {
    const reading = readings[index];
    if (!reading?.ok) return [];
    const texts = new Set([text, reading.boundReference]);
    return [...texts].map((each) => ({ text: each, atMs: nowMs - reading.ageMs }));
  });
  return noteFoundAgain(managerId, found);
}

/** Closes what scans found wrong and a later read gave a value of, so that it stays closed when the cache is cleared. */
export async function closeReadAgain(): Promise<void> {
  // From the few that are broken to their entries: without statistics, as right after an import, another way round takes minutes.
  await database().$executeRaw`
    WITH broken AS MATERIALIZED (
      SELECT finding.field_id, manager.id AS manager_id, manager.credential_revision AS revision,
             md5(field.secret_manager_id || ' ' || field.reference) AS subject
      FROM binding_finding AS finding
      JOIN connection_field AS field ON field.id = finding.field_id
      JOIN secret_manager AS manager ON manager.id = field.secret_manager_id
      WHERE finding.kind <> 'fine')
    DELETE FROM binding_finding AS finding
    USING broken, cache_entry AS entry
    WHERE finding.field_id = broken.field_id AND finding.kind <> 'fine'
      AND entry.subject = broken.subject AND entry.secret_manager_id = broken.manager_id
      AND entry.revision = broken.revision AND entry.state = 'value' AND entry.fetched_at > finding.checked_at`;
}

/** Which of these references a scan found broken and nothing has found since: a cached value proves nothing of them. */
export async function doubtedOf(managerId: string, texts: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database().connectionField.findMany({
    where: { secretManagerId: managerId, reference: { in: [...texts] }, finding: { kind: { not: 'fine' } } },
    select: { reference: true },
  });
  return new Set(rows.flatMap(({ reference }) => reference ?? []));
}
