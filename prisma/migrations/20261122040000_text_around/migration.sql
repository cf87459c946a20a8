-- AlterTable
ALTER TABLE "connection_field" ADD COLUMN     "sealed_text" BYTEA;


