-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "disabled_at" TIMESTAMP(3),
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "repoint" (
    "id" TEXT NOT NULL,
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "by" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "undone_at" TIMESTAMP(3),
    "changes" JSONB NOT NULL,

    CONSTRAINT "repoint_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "repoint_at_idx" ON "repoint"("at");


