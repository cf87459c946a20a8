-- What a search of the cache finds entries by: all pieces of three letters of their names and ids, in an index. It is beside the table,
-- since entries change with each read, and their names seldom (docs/decisions/0200). Without an extension, which a role may not create.
CREATE FUNCTION "search_grams"("text" TEXT) RETURNS TEXT[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT array_agg(DISTINCT substr("text", at, 3)) FROM generate_series(1, length("text")) AS at);

-- What has all pieces of a text, which is in small letters; NULL for one letter.
CREATE FUNCTION "search_query"("text" TEXT) RETURNS TSQUERY
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  SELECT string_agg(
    '''' || replace(replace(gram, '\', '\\'), '''', '''''') || '''' || CASE WHEN length(gram) < 3 THEN ':*' ELSE '' END, ' & ')::tsquery
  FROM unnest(search_grams("text")) AS gram WHERE length(gram) = least(length("text"), 3) AND length(gram) > 1);

CREATE FUNCTION "search_vector"("text" TEXT) RETURNS TSVECTOR
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN array_to_tsvector(search_grams("text"));

CREATE TABLE "cache_search" (
  "subject" TEXT NOT NULL,
  "digest" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  CONSTRAINT "cache_search_pkey" PRIMARY KEY ("subject", "digest")
);
-- What is not merged into it yet is read by each search: a megabyte at most.
CREATE INDEX "cache_search_text_idx" ON "cache_search" USING gin (search_vector("text")) WITH (gin_pending_list_limit = 1024);

CREATE FUNCTION "note_search"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  -- Not DO NOTHING: who drops what no entry is of has locked it, and is waited for.
  INSERT INTO cache_search (subject, digest, text) VALUES (NEW.subject, md5(NEW.search_text), NEW.search_text)
  ON CONFLICT (subject, digest) DO UPDATE SET digest = EXCLUDED.digest;
  RETURN NULL;
END $$;
CREATE TRIGGER "note_search_of_new" AFTER INSERT ON "cache_entry" FOR EACH ROW EXECUTE FUNCTION note_search();
CREATE TRIGGER "note_search_of_changed" AFTER UPDATE OF "shown_reference", "reference", "subject" ON "cache_entry" FOR EACH ROW
  WHEN (NEW.search_text IS DISTINCT FROM OLD.search_text OR NEW.subject <> OLD.subject) EXECUTE FUNCTION note_search();

-- How far the entries from before are in it. Few are filled in here, many behind the reads of the process that starts.
CREATE TABLE "cache_search_fill" ("filled_to" TEXT NOT NULL, "is_whole" BOOLEAN NOT NULL);
INSERT INTO "cache_search_fill" SELECT '', NOT EXISTS (SELECT FROM "cache_entry" OFFSET 5000);
INSERT INTO "cache_search" ("subject", "digest", "text")
SELECT "subject", md5("search_text"), "search_text" FROM "cache_entry"
WHERE (SELECT "is_whole" FROM "cache_search_fill") ON CONFLICT DO NOTHING;
