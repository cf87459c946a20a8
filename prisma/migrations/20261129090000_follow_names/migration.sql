-- An item that was removed and came back under the same name: stays as it is, unless somebody chooses otherwise.
ALTER TABLE "secret_manager" ADD COLUMN "follow_names" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "connection_field" ADD COLUMN "follow_name" BOOLEAN;
