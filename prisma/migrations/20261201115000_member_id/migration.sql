-- Variables of Environments are bound by name. What 1Password knows one by tells which it became when it was renamed.
ALTER TABLE "connection_field" ADD COLUMN "member_id" TEXT;

-- How many Environments an account sees, beside its vaults.
ALTER TABLE "secret_manager" ADD COLUMN "environment_count" INTEGER NOT NULL DEFAULT 0;
