-- Since when an entry has been absent: each answer that says so again moves fetched_at.
ALTER TABLE "cache_entry" ADD COLUMN     "absent_since" TIMESTAMP(3);

UPDATE "cache_entry" AS entry SET "absent_since" = COALESCE(
  (SELECT max(event."at") FROM "cache_event" AS event
   WHERE event."subject" = entry."subject" AND entry."subject" <> '' AND event."kind" = 'absent'),
  entry."fetched_at")
WHERE entry."state" = 'absent';
