-- Which references of a secret manager a project may use: patterns, none of which let nothing through.
ALTER TABLE "secret_manager_project" ADD COLUMN "patterns" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

-- A project's own secret manager is its own as before.
UPDATE "secret_manager_project" AS granted SET "patterns" = ARRAY['op://**']
FROM "secret_manager" AS manager WHERE manager."id" = granted."secret_manager_id" AND manager."scope" = 'project';

-- Of a platform-wide one each project keeps what its connections are bound to today, so that nothing stops resolving.
DELETE FROM "secret_manager_project" AS granted
USING "secret_manager" AS manager WHERE manager."id" = granted."secret_manager_id" AND manager."scope" <> 'project';
INSERT INTO "secret_manager_project" ("secret_manager_id", "project_id", "patterns")
SELECT field."secret_manager_id", own."project_id",
       array_agg(DISTINCT replace(replace(split_part(field."reference", '?', 1), '\', '\\'), '*', '\*'))
FROM "connection_field" AS field
JOIN "connection" ON "connection"."id" = field."connection_id" AND "connection"."scope" = 'project'
JOIN "connection_project" AS own ON own."connection_id" = "connection"."id"
JOIN "secret_manager" AS manager ON manager."id" = field."secret_manager_id" AND manager."scope" <> 'project'
WHERE field."reference" IS NOT NULL
GROUP BY field."secret_manager_id", own."project_id";
