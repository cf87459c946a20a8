-- What lists of names are sorted by: as people do, so that "Team 2" comes before "Team 10" and "Ä" beside "A", whatever the
-- locale of the server, and without ICU, which the embedded database has not. Accents and case go; each number gets 16 digits.
CREATE FUNCTION "natural_key"("name" TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN left(
  regexp_replace(
    regexp_replace(
      lower(regexp_replace(normalize(replace("name", 'ß', 'ss'), NFKD), U&'[\0300-\036F]', '', 'g')),
      '([0-9]+)', '0000000000000000\1', 'g'),
    '[0-9]*([0-9]{16})', '\1', 'g'),
  300);

ALTER TABLE "project" ADD COLUMN "sort_name" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (natural_key("name")) STORED;
ALTER TABLE "secret_manager" ADD COLUMN "sort_name" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (natural_key("name")) STORED;
ALTER TABLE "connection" ADD COLUMN "sort_name" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (natural_key("name")) STORED;
ALTER TABLE "user" ADD COLUMN "sort_name" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (natural_key("name")) STORED;
ALTER TABLE "secret_destination" ADD COLUMN "sort_host" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (natural_key("host")) STORED;
ALTER TABLE "cache_entry" ADD COLUMN "sort_reference" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (natural_key("shown_reference")) STORED;

DROP INDEX "connection_name_idx";
CREATE INDEX "connection_sort_name_id_idx" ON "connection"("sort_name", "id");
