-- CreateTable
CREATE TABLE "upstream_use" (
    "token_mark" TEXT NOT NULL,
    "account_mark" TEXT NOT NULL,
    "hour" TIMESTAMP(3) NOT NULL,
    "requests" INTEGER NOT NULL,

    CONSTRAINT "upstream_use_pkey" PRIMARY KEY ("token_mark","account_mark","hour")
);

-- CreateTable
CREATE TABLE "breaker" (
    "secret_manager_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "opened_at" TIMESTAMP(3) NOT NULL,
    "retry_at" TIMESTAMP(3) NOT NULL,
    "attempt" INTEGER NOT NULL,

    CONSTRAINT "breaker_pkey" PRIMARY KEY ("secret_manager_id")
);

-- CreateIndex
CREATE INDEX "upstream_use_account_mark_hour_idx" ON "upstream_use"("account_mark", "hour");

-- AddForeignKey
ALTER TABLE "breaker" ADD CONSTRAINT "breaker_secret_manager_id_fkey" FOREIGN KEY ("secret_manager_id") REFERENCES "secret_manager"("id") ON DELETE CASCADE ON UPDATE CASCADE;


