-- What a search of the cache looks at, in small letters: made once for each entry, not for each entry at each search.
ALTER TABLE "cache_entry" ADD COLUMN "search_text" TEXT GENERATED ALWAYS AS (lower(shown_reference || chr(10) || reference)) STORED;

-- The list's own order, which every open cache page asks for every few seconds.
CREATE INDEX "cache_entry_fetched_at_id_idx" ON "cache_entry"("fetched_at", "id");
