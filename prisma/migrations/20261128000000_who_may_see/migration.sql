-- Whose an audit event is: the projects of its subject at the time, so that people see the events of their own.
ALTER TABLE "audit_event" ADD COLUMN "scope" TEXT NOT NULL DEFAULT 'project',
                          ADD COLUMN "project_ids" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

-- Events of before: by where their subject belongs now. What is gone is left to platform admins.
UPDATE "audit_event" AS event SET "scope" = thing."scope", "project_ids" = ARRAY(
  SELECT "project_id" FROM "connection_project" WHERE "connection_id" = thing."id")
FROM "connection" AS thing WHERE event."subject_kind" = 'connection' AND event."subject_id" = thing."id";
UPDATE "audit_event" AS event SET "scope" = thing."scope", "project_ids" = ARRAY(
  SELECT "project_id" FROM "secret_manager_project" WHERE "secret_manager_id" = thing."id")
FROM "secret_manager" AS thing WHERE event."subject_kind" = 'secret_manager' AND event."subject_id" = thing."id";
UPDATE "audit_event" AS event SET "scope" = thing."scope", "project_ids" = ARRAY(
  SELECT "project_id" FROM "secret_manager_project" WHERE "secret_manager_id" = thing."id")
FROM "cache_entry" AS entry JOIN "secret_manager" AS thing ON thing."id" = entry."secret_manager_id"
WHERE event."subject_kind" = 'cache_entry' AND event."subject_id" = entry."id";
UPDATE "audit_event" AS event SET "scope" = thing."scope", "project_ids" = ARRAY(
  SELECT "project_id" FROM "api_key_project" WHERE "api_key_id" = thing."id")
FROM "api_key" AS thing WHERE event."subject_kind" = 'api_key' AND event."subject_id" = thing."id";
UPDATE "audit_event" AS event SET "scope" = CASE WHEN thing."role" = 'admin' THEN 'platform' ELSE 'project' END,
  "project_ids" = ARRAY(SELECT "project_id" FROM "project_member" WHERE "user_id" = thing."id" AND thing."role" <> 'admin')
FROM "user" AS thing WHERE event."subject_kind" = 'user' AND event."subject_id" = thing."id";
UPDATE "audit_event" SET "project_ids" = ARRAY["subject_id"] WHERE "subject_kind" = 'project';
UPDATE "audit_event" SET "scope" = 'platform' WHERE "subject_kind" = 'master_key';

CREATE INDEX "audit_event_project_ids_idx" ON "audit_event" USING GIN ("project_ids");
