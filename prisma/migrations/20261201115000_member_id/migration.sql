-- Variables of Environments are bound by name. What 1Password knows one by tells which it became when it was renamed.
ALTER TABLE "connection_field" ADD COLUMN "member_id" TEXT;
