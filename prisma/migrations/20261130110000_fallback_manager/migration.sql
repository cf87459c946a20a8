-- Another way to the same secrets, which is read while the first one cannot be reached (docs/decisions/0188).
ALTER TABLE "secret_manager" ADD COLUMN "fallback_id" TEXT;
ALTER TABLE "secret_manager" ADD CONSTRAINT "secret_manager_fallback_id_fkey"
  FOREIGN KEY ("fallback_id") REFERENCES "secret_manager"("id") ON DELETE SET NULL ON UPDATE CASCADE;
