-- AlterTable
ALTER TABLE "cache_entry" ADD COLUMN     "absent_message" TEXT;


