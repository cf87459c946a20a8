-- Who reads a connection, by day: written in batches from counts in memory.
CREATE TABLE "connection_use" (
    "connection_id" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "day" TIMESTAMP(3) NOT NULL,
    "reads" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_read_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "connection_use_pkey" PRIMARY KEY ("connection_id","api_key_id","day")
);

CREATE INDEX "connection_use_day_idx" ON "connection_use"("day");

ALTER TABLE "connection_use" ADD CONSTRAINT "connection_use_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The latest of them, to sort by; 1970 where nobody has read it.
ALTER TABLE "connection" ADD COLUMN     "last_read_at" TIMESTAMP(3) NOT NULL DEFAULT '1970-01-01 00:00:00'::timestamp without time zone;

CREATE INDEX "connection_last_read_at_id_idx" ON "connection"("last_read_at", "id");
