-- AlterTable
ALTER TABLE "secret_manager" ADD COLUMN     "scan_schedule" TEXT NOT NULL DEFAULT 'weekly';

-- CreateTable
CREATE TABLE "binding_finding" (
    "field_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "checked_at" TIMESTAMP(3) NOT NULL,
    "item_updated_at" TEXT,
    "field_type" TEXT,
    "candidates" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "binding_finding_pkey" PRIMARY KEY ("field_id")
);

-- CreateTable
CREATE TABLE "reference_scan" (
    "secret_manager_id" TEXT NOT NULL,
    "held_until" TIMESTAMP(3),
    "started_at" TIMESTAMP(3) NOT NULL,
    "finished_at" TIMESTAMP(3),
    "started_by" TEXT NOT NULL,
    "error_code" TEXT,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "fields" INTEGER NOT NULL DEFAULT 0,
    "renamed" INTEGER NOT NULL DEFAULT 0,
    "verified" INTEGER NOT NULL DEFAULT 0,
    "broken" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "reference_scan_pkey" PRIMARY KEY ("secret_manager_id")
);

-- CreateIndex
CREATE INDEX "binding_finding_kind_since_idx" ON "binding_finding"("kind", "since");

-- AddForeignKey
ALTER TABLE "binding_finding" ADD CONSTRAINT "binding_finding_field_id_fkey" FOREIGN KEY ("field_id") REFERENCES "connection_field"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reference_scan" ADD CONSTRAINT "reference_scan_secret_manager_id_fkey" FOREIGN KEY ("secret_manager_id") REFERENCES "secret_manager"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Fields that lost their secret manager before findings were kept.
INSERT INTO "binding_finding" ("field_id", "kind", "since", "checked_at")
SELECT "id", 'manager_gone', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP
FROM "connection_field"
WHERE "reference" IS NOT NULL AND "secret_manager_id" IS NULL;
