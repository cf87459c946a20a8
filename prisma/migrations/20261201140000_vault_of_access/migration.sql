-- Whoever may use nothing of a vault is not told its title: which one it is of. Null: it is not known, or of the account.
ALTER TABLE "manager_feed" ADD COLUMN "access_container" TEXT COLLATE "C";
