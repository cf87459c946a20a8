import { database, transaction } from '@/lib/platform/database';

const batchSize = 1_000;

/**
 * Makes entries from before an update findable by the index of the search, for `forMs` at most, and answers whether all are. Until
 * then a search looks at the entries themselves. Processes on one database take turns.
 */
export async function fillSearch(forMs = 2_000): Promise<boolean> {
  // It stays whole, and asking with a lock is a write.
  const [fill] = await database().$queryRaw<{ isWhole: boolean }[]>`
    SELECT is_whole AS "isWhole" FROM cache_search_fill`;
  if (fill?.isWhole) return true;
  const endsAtMs = performance.now() + forMs;
  for (;;) {
    const isWhole = await fillSome();
    if (isWhole || performance.now() >= endsAtMs) return isWhole;
  }
}

function fillSome(): Promise<boolean> {
  return transaction(async (tx) => {
    const [fill] = await tx.$queryRaw<{ filledTo: string; isWhole: boolean }[]>`
      SELECT filled_to AS "filledTo", is_whole AS "isWhole" FROM cache_search_fill FOR UPDATE`;
    if (!fill || fill.isWhole) return true;
    const rows = await tx.$queryRaw<{ id: string }[]>`
      WITH next AS MATERIALIZED (
        SELECT id, subject, search_text FROM cache_entry WHERE id > ${fill.filledTo} ORDER BY id LIMIT ${batchSize}),
      made AS (
        INSERT INTO cache_search (subject, digest, text)
        SELECT DISTINCT subject, md5(search_text), search_text FROM next
        ON CONFLICT DO NOTHING)
      SELECT id FROM next ORDER BY id`;
    const isWhole = rows.length < batchSize;
    await tx.$executeRaw`
      UPDATE cache_search_fill SET filled_to = ${rows.at(-1)?.id ?? fill.filledTo}, is_whole = ${isWhole}`;
    return isWhole;
  });
}

/**
 * Drops what the index of the search knows of references that no entry is of. Those are locked first, and looked at once more: an
 * entry that comes meanwhile is seen then, or writes its text again when this is done.
 */
export async function trimSearch(): Promise<number> {
  let dropped = 0;
  for (;;) {
    const found = await trimSome();
    dropped += found;
    if (found < batchSize) return dropped;
  }
}

function trimSome(): Promise<number> {
  return transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ subject: string; digest: string }[]>`
      SELECT subject, digest FROM cache_search AS doc
      WHERE NOT EXISTS (SELECT FROM cache_entry AS entry WHERE entry.subject = doc.subject)
      LIMIT ${batchSize} FOR UPDATE`;
    if (rows.length === 0) return 0;
    return tx.$executeRaw`
      DELETE FROM cache_search AS doc
      USING unnest(${rows.map(({ subject }) => subject)}::text[], ${rows.map(({ digest }) => digest)}::text[]) AS orphan (subject, digest)
      WHERE doc.subject = orphan.subject AND doc.digest = orphan.digest
        AND NOT EXISTS (SELECT FROM cache_entry AS entry WHERE entry.subject = doc.subject)`;
  });
}
