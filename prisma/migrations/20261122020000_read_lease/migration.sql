-- CreateTable
CREATE TABLE "read_lease" (
    "key" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "read_lease_pkey" PRIMARY KEY ("key")
);


