-- A sealed value is bound to a version of its row. What stands there already has version 0.
CREATE SEQUENCE "sealed_version";

-- AlterTable
ALTER TABLE "connection_field" ADD COLUMN     "sealed_version" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "cache_entry" ADD COLUMN     "sealed_version" BIGINT NOT NULL DEFAULT 0;
