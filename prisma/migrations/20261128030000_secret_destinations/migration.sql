-- Hosts that a test of a connection may give secrets to although a builder chose them.
CREATE TABLE "secret_destination" (
    "id" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "project_id" TEXT,
    "allows_plain" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "secret_destination_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "secret_destination_project_id_idx" ON "secret_destination"("project_id");

-- One entry for all projects too, whose project_id is null.
CREATE UNIQUE INDEX "secret_destination_host_port_project_id_key"
    ON "secret_destination"("host", "port", "project_id") NULLS NOT DISTINCT;

ALTER TABLE "secret_destination" ADD CONSTRAINT "secret_destination_project_id_fkey"
    FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
