-- Who sets the access of a secret manager says which one the change is based on.
ALTER TABLE "secret_manager" ADD COLUMN "access_revision" INTEGER NOT NULL DEFAULT 1;
