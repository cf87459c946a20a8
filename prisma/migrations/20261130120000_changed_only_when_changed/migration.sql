-- A value that was cached for the first time, or again after a clear, was told as changed then. It is known to have changed only
-- where it took another one's place, which is later than its row.
UPDATE "cache_entry" SET "changed_at" = NULL WHERE "changed_at" <= "created_at";
