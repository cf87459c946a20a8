-- What an API key may resolve, from where, who made it, and which one takes its place.
ALTER TABLE "api_key" ADD COLUMN "all_connections" BOOLEAN NOT NULL DEFAULT true,
                      ADD COLUMN "readable" JSONB,
                      ADD COLUMN "networks" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
                      ADD COLUMN "created_by_id" TEXT,
                      ADD COLUMN "last_used_from" TEXT,
                      ADD COLUMN "replaced_by_id" TEXT;

CREATE TABLE "api_key_connection" (
    "api_key_id" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL,
    CONSTRAINT "api_key_connection_pkey" PRIMARY KEY ("api_key_id", "connection_id")
);
ALTER TABLE "api_key_connection" ADD CONSTRAINT "api_key_connection_api_key_id_fkey"
  FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "api_key_connection" ADD CONSTRAINT "api_key_connection_connection_id_fkey"
  FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "api_key_connection_connection_id_idx" ON "api_key_connection"("connection_id");

-- Keys of before go on reading references through the secret managers that they reached; of a platform-wide one what their
-- projects may use of it. Admin keys of the whole platform go on reading everything.
UPDATE "api_key" SET "readable" = '"all"' WHERE "role" = 'admin' AND "scope" = 'platform';
UPDATE "api_key" AS key SET "readable" = (
  SELECT jsonb_agg(jsonb_build_object('secretManagerId', manager."id", 'patterns', jsonb_build_array('op://**')) ORDER BY manager."id")
  FROM "secret_manager" AS manager
  WHERE key."scope" = 'platform' OR manager."scope" = 'platform' OR EXISTS (
    SELECT 1 FROM "secret_manager_project" AS granted
    JOIN "api_key_project" AS own ON own."project_id" = granted."project_id" AND own."api_key_id" = key."id"
    WHERE granted."secret_manager_id" = manager."id"))
WHERE key."readable" IS NULL;

UPDATE "api_key" AS key SET "created_by_id" = person."id" FROM "user" AS person WHERE person."email" = key."created_by";
