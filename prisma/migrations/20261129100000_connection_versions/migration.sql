-- A connection as each change left it. Connections of before get their first version with their next change.
CREATE TABLE "connection_version" (
    "id" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "cause" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_label" TEXT NOT NULL,
    "restored_from" INTEGER,
    "sealed_state" BYTEA NOT NULL,

    CONSTRAINT "connection_version_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "connection_version_connection_id_number_key" ON "connection_version"("connection_id", "number");

ALTER TABLE "connection_version" ADD CONSTRAINT "connection_version_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
