-- AlterTable
ALTER TABLE "cache_entry" ADD COLUMN     "subject" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "cache_event" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "secret_manager_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "reads" INTEGER NOT NULL DEFAULT 0,
    "refreshes" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "code" TEXT,
    "wire" TEXT,
    "by" TEXT,
    "detail" TEXT,

    CONSTRAINT "cache_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "cache_event_subject_at_idx" ON "cache_event"("subject", "at");

-- CreateIndex
CREATE INDEX "cache_event_at_idx" ON "cache_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "cache_event_subject_slot_key" ON "cache_event"("subject", "slot");

-- CreateIndex
CREATE INDEX "cache_entry_subject_idx" ON "cache_entry"("subject");

-- AddForeignKey
ALTER TABLE "cache_event" ADD CONSTRAINT "cache_event_secret_manager_id_fkey" FOREIGN KEY ("secret_manager_id") REFERENCES "secret_manager"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Entries from before get theirs.
UPDATE "cache_entry" SET "subject" = md5("secret_manager_id" || ' ' || "reference");
