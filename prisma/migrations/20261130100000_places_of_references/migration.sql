-- Where a reference points, taken apart here alone: its container (a vault, a mount, a project) and what one read returns (an
-- item, a path, a secret), named from its container on. Of op:// the first two parts are that, of op-environment:// the first;
-- any other scheme names it whole, and what lies in it behind #.
CREATE FUNCTION "reference_container"("reference" TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN substring("reference" FROM '^[a-z][a-z0-9+.-]*://([^/?#]*)');

CREATE FUNCTION "reference_unit"("reference" TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE split_part("reference", '://', 1)
  WHEN 'op' THEN substring("reference" FROM '^op://([^/?]*/[^/?]*)')
  WHEN 'op-environment' THEN substring("reference" FROM '^op-environment://([^/?]*)')
  ELSE substring("reference" FROM '^[a-z][a-z0-9+.-]*://([^?#]*)')
END;

-- Whether it names that by something that a rename does not change. 1Password's ids are 26 letters of base32.
CREATE FUNCTION "is_reference_pinned"("reference" TEXT) RETURNS BOOLEAN
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN split_part("reference", '://', 1) <> 'op'
  OR "reference" ~ '^op://[a-z2-7]{25}[aeimquy4]/[a-z2-7]{25}[aeimquy4](/|$)';

ALTER TABLE "connection_field"
  ADD COLUMN "container_key" TEXT COLLATE "C" GENERATED ALWAYS AS (reference_container("reference")) STORED,
  ADD COLUMN "unit_key" TEXT COLLATE "C" GENERATED ALWAYS AS (reference_unit("reference")) STORED,
  ADD COLUMN "is_pinned" BOOLEAN GENERATED ALWAYS AS (is_reference_pinned("reference")) STORED;
ALTER TABLE "cache_entry"
  ADD COLUMN "container_key" TEXT COLLATE "C" GENERATED ALWAYS AS (reference_container(COALESCE("bound_reference", "reference"))) STORED,
  ADD COLUMN "unit_key" TEXT COLLATE "C" GENERATED ALWAYS AS (reference_unit(COALESCE("bound_reference", "reference"))) STORED;

CREATE INDEX "connection_field_secret_manager_id_unit_key_idx" ON "connection_field"("secret_manager_id", "unit_key");
CREATE INDEX "connection_field_secret_manager_id_container_key_idx" ON "connection_field"("secret_manager_id", "container_key");
