-- CreateTable
CREATE TABLE "history_rollup" (
    "secret_manager_id" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "starts_at" TIMESTAMP(3) NOT NULL,
    "measure" TEXT NOT NULL,
    "total" BIGINT NOT NULL,

    CONSTRAINT "history_rollup_pkey" PRIMARY KEY ("secret_manager_id","minutes","starts_at","measure")
);

-- CreateTable
CREATE TABLE "manager_pulse" (
    "secret_manager_id" TEXT NOT NULL,
    "last_success_at" TIMESTAMP(3),
    "last_failure_at" TIMESTAMP(3),
    "last_failure_code" TEXT,

    CONSTRAINT "manager_pulse_pkey" PRIMARY KEY ("secret_manager_id")
);

-- CreateIndex
CREATE INDEX "history_rollup_minutes_starts_at_idx" ON "history_rollup"("minutes", "starts_at");

-- AddForeignKey
ALTER TABLE "history_rollup" ADD CONSTRAINT "history_rollup_secret_manager_id_fkey" FOREIGN KEY ("secret_manager_id") REFERENCES "secret_manager"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "manager_pulse" ADD CONSTRAINT "manager_pulse_secret_manager_id_fkey" FOREIGN KEY ("secret_manager_id") REFERENCES "secret_manager"("id") ON DELETE CASCADE ON UPDATE CASCADE;


