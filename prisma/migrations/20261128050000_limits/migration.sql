-- What is counted against a limit, by its key; `expire` in milliseconds since the epoch.
CREATE TABLE "limit_count" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" BIGINT,

    CONSTRAINT "limit_count_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "limit_count_expire_idx" ON "limit_count"("expire");

-- Names what is counted up in one event. Null: the event stands alone.
ALTER TABLE "audit_event" ADD COLUMN     "slot" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_slot_key" ON "audit_event"("slot");

-- Absences are few among entries, and are counted and dropped apart from them.
CREATE INDEX "cache_entry_secret_manager_id_state_idx" ON "cache_entry"("secret_manager_id", "state");
