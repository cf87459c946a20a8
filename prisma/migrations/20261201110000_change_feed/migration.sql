-- What was changed in an account is told by its events, to tokens that are made for that alone (docs/decisions/0203).
CREATE TABLE "change_feed" (
  "id" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "created_at" TIMESTAMP(3) NOT NULL,
  "cursor" TEXT,
  "held_until" TIMESTAMP(3) NOT NULL,
  "failed_at" TIMESTAMP(3),
  "last_heard_at" TIMESTAMP(3),
  "delay_ms" INTEGER,
  CONSTRAINT "change_feed_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "change_feed_account_key" ON "change_feed"("account");

CREATE TABLE "manager_feed" (
  "secret_manager_id" TEXT NOT NULL,
  "feed_id" TEXT NOT NULL,
  "origin" TEXT NOT NULL,
  "sealed_token" BYTEA NOT NULL,
  "sealed_version" BIGINT NOT NULL,
  "streams" TEXT[],
  "given_at" TIMESTAMP(3) NOT NULL,
  "refused_at" TIMESTAMP(3),
  "matched_at" TIMESTAMP(3),
  "changes_seen" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "manager_feed_pkey" PRIMARY KEY ("secret_manager_id")
);
CREATE INDEX "manager_feed_feed_id_idx" ON "manager_feed"("feed_id");
ALTER TABLE "manager_feed" ADD CONSTRAINT "manager_feed_secret_manager_id_fkey"
  FOREIGN KEY ("secret_manager_id") REFERENCES "secret_manager"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "manager_feed" ADD CONSTRAINT "manager_feed_feed_id_fkey"
  FOREIGN KEY ("feed_id") REFERENCES "change_feed"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "change_feed_event" (
  "feed_id" TEXT NOT NULL,
  "event_id" TEXT NOT NULL,
  "heard_at" TIMESTAMP(3) NOT NULL,
  CONSTRAINT "change_feed_event_pkey" PRIMARY KEY ("feed_id", "event_id")
);
CREATE INDEX "change_feed_event_heard_at_idx" ON "change_feed_event"("heard_at");
ALTER TABLE "change_feed_event" ADD CONSTRAINT "change_feed_event_feed_id_fkey"
  FOREIGN KEY ("feed_id") REFERENCES "change_feed"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "change_due" (
  "secret_manager_id" TEXT NOT NULL,
  "place" TEXT NOT NULL,
  "is_container" BOOLEAN NOT NULL,
  "generation" BIGINT NOT NULL,
  "heard_at" TIMESTAMP(3) NOT NULL,
  "next_at" TIMESTAMP(3) NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "change_due_pkey" PRIMARY KEY ("secret_manager_id", "place")
);
ALTER TABLE "change_due" ADD CONSTRAINT "change_due_secret_manager_id_fkey"
  FOREIGN KEY ("secret_manager_id") REFERENCES "secret_manager"("id") ON DELETE CASCADE ON UPDATE CASCADE;
