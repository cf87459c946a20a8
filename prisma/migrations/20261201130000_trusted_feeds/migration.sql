-- While its change feed is heard, a secret manager may keep values fresh for longer (docs/decisions/0206).
ALTER TABLE "manager_feed"
  ADD COLUMN "trust_fresh_ms" INTEGER,
  ADD COLUMN "trust_since" TIMESTAMP(3),
  ADD COLUMN "trust_ended_at" TIMESTAMP(3),
  ADD COLUMN "trust_ended_because" TEXT,
  -- The latest event of access in the account that concerns it.
  ADD COLUMN "access_kind" TEXT,
  ADD COLUMN "access_vault" TEXT,
  ADD COLUMN "access_at" TIMESTAMP(3);

-- When everything there was had last been taken in, and since when without a gap.
ALTER TABLE "change_feed"
  ADD COLUMN "caught_up_at" TIMESTAMP(3),
  ADD COLUMN "hearing_since" TIMESTAMP(3);

-- The containers that its credential saw at the last listing. Null: none was made since.
ALTER TABLE "secret_manager" ADD COLUMN "seen_containers" TEXT[];

-- What an event told, for comparing it with what a look finds. Null: it was taken in by the release before.
ALTER TABLE "change_feed_event"
  ADD COLUMN "container_key" TEXT COLLATE "C",
  ADD COLUMN "unit_key" TEXT COLLATE "C",
  ADD COLUMN "changed_at" TIMESTAMP(3);
CREATE INDEX "change_feed_event_feed_id_container_key_idx" ON "change_feed_event"("feed_id", "container_key");

-- A change is looked for among what is cached as well.
CREATE INDEX "cache_entry_secret_manager_id_unit_key_idx" ON "cache_entry"("secret_manager_id", "unit_key");
