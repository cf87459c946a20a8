-- Every order of the cache's list, by secret manager and stored state: a page of each is read, whatever the size of the table, and
-- the pages are merged (docs/decisions/0200). What was never read or never changed stands before everything else.
CREATE INDEX "cache_entry_secret_manager_id_state_fetched_at_id_idx" ON "cache_entry"("secret_manager_id", "state", "fetched_at", "id");
CREATE INDEX "cache_entry_secret_manager_id_state_sort_reference_id_idx" ON "cache_entry"("secret_manager_id", "state", "sort_reference", "id");
CREATE INDEX "cache_entry_secret_manager_id_state_hits_id_idx" ON "cache_entry"("secret_manager_id", "state", "hits", "id");
CREATE INDEX "cache_entry_last_read_idx" ON "cache_entry"("secret_manager_id", "state", COALESCE("last_read_at", TIMESTAMP 'epoch'), "id");
CREATE INDEX "cache_entry_changed_idx" ON "cache_entry"("secret_manager_id", "state", COALESCE("changed_at", TIMESTAMP 'epoch'), "id");

-- Errors are few among many, or many: both are found by their code.
CREATE INDEX "cache_entry_absent_code_idx" ON "cache_entry"("secret_manager_id", "absent_code", "fetched_at", "id") WHERE "absent_code" IS NOT NULL;
CREATE INDEX "cache_entry_last_error_code_idx" ON "cache_entry"("secret_manager_id", "last_error_code", "fetched_at", "id") WHERE "last_error_code" IS NOT NULL;

-- From a bound field to its entry by ids. A reference may be longer than what a B-tree takes.
CREATE INDEX "cache_entry_bound_reference_idx" ON "cache_entry" USING hash (COALESCE("bound_reference", "reference"));

-- What never held a value is named by the fields that are bound to it.
CREATE INDEX "cache_entry_unnamed_idx" ON "cache_entry"("subject") WHERE "titles" IS NULL;

-- The first of the new ones does what this did.
DROP INDEX "cache_entry_secret_manager_id_state_idx";
