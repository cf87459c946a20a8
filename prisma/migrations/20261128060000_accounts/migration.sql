ALTER TABLE "session" ADD COLUMN     "authenticated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "last_seen_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "wrong_passwords" INTEGER NOT NULL DEFAULT 0;

-- Of a session of before: the password was given at sign-in, and it was renewed once a day of use.
UPDATE "session" SET "authenticated_at" = "created_at", "last_seen_at" = "updated_at";

ALTER TABLE "user" ADD COLUMN     "last_sign_in_at" TIMESTAMP(3),
ADD COLUMN     "password_ends_at" TIMESTAMP(3);
